"""Values of the case form's slots that are no words of the citizen's."""

KINDS = {"complain": "complaint", "suggest": "suggestion", "praise": "praise"}
"""What is filed, by the act that opens the form."""
CANCELLED = "cancelled"
CONFIRMED = "confirmed"
NOT_A_CASE = "not_a_case"
"""What `case_confirmation` says: given up, agreed to, or taken for a complaint by mistake."""
NO_PLACE = "-"
ALONE = "-"
"""What `case_follow` says when the case follows none."""
OWN_WORDS = "own"
TYPED_FOR_FORM = "typed"
"""What `case_wording` says: file the citizen's words as they are; they were typed for the form."""
