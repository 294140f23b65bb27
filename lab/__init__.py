"""The laboratory: training, evaluation and labelled talks. The product never imports it."""
