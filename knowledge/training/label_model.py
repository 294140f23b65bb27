"""An encoder with a head for labels: what is trained, and exported afterwards."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from transformers import BertModel

from knowledge.training.layers import pooled


class LabelModel(nn.Module):
    """Token ids and mask in; log-probabilities out, of labels without their part and of whole ones.

    `acts` and `labels` name the columns of the first and the second output.
    """

    def __init__(self, bert: BertModel, labels: Sequence[str], sharpness: float) -> None:
        super().__init__()
        self.bert = bert
        self.labels = sorted(set(labels))
        self.acts = sorted({_act(label) for label in labels})
        width = bert.config.hidden_size
        self._of_acts = nn.Parameter(torch.randn(len(self.acts), width) * 0.02)
        self._of_labels = nn.Parameter(torch.randn(len(self.labels), width) * 0.02)
        self._sharpness = sharpness

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor]:
        """Both heads, shapes (rows, acts) and (rows, labels)."""
        hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        acts, labels = self.heads(pooled(hidden, attention_mask))
        return acts.log_softmax(-1), labels.log_softmax(-1)

    def heads(self, vectors: Tensor) -> tuple[Tensor, Tensor]:
        """Sharpened cosines between sentence vectors and one direction for each label."""
        acts, labels = (
            nn.functional.normalize(d, dim=-1) for d in (self._of_acts, self._of_labels)
        )
        return self._sharpness * vectors @ acts.T, self._sharpness * vectors @ labels.T

    def targets(self, labels: Sequence[str]) -> tuple[Tensor, Tensor]:
        """The columns of `labels` in both outputs."""
        acts = [self.acts.index(_act(label)) for label in labels]
        return torch.tensor(acts), torch.tensor([self.labels.index(label) for label in labels])


def _act(label: str) -> str:
    return label.partition("/")[0]
