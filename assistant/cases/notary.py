"""Signs what the ledger tells (Ed25519), so that it can be kept outside and held against it."""

import hashlib
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.chain import digest
from assistant.cases.models import Case, LedgerRoot
from assistant.cases.schemas import CaseProof, SignedRoot
from assistant.cases.signed_roots import signed_root
from assistant.storage.shared_clock import utc_now

_ROOT_IS_KNOWN = timedelta(minutes=1)
"""So old the newest root of a proof may be, so that a look at a case asks for none."""


class Notary:
    """Holds the signing key, and makes proofs for citizens. Safe to share between threads."""

    def __init__(self, secret: bytes) -> None:
        seed = hashlib.sha256(b"dastyar/ledger signature\n" + secret).digest()
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public_key = self._key.public_key().public_bytes_raw().hex()
        """In hex; published, so that anyone can check a signature."""
        self._newest: tuple[datetime, SignedRoot | None] | None = None

    def sign(self, hash_: str) -> str:
        """The signature of a SHA-256 in hex, in hex."""
        return self._key.sign(bytes.fromhex(hash_)).hex()

    def proof(self, session: Session, case: Case) -> CaseProof:
        """What a citizen keeps: the newest event of `case`, signed, and the newest root."""
        number, head = case.version, case.head_hash
        signature = self.sign(head_digest(case.tracking_code, number, head))
        root = self._newest_root(session)
        return CaseProof(number=number, hash=head, signature=signature, root=root)

    def _newest_root(self, session: Session) -> SignedRoot | None:
        now = utc_now()
        if self._newest is None or self._newest[0] < now - _ROOT_IS_KNOWN:
            query = select(LedgerRoot).order_by(LedgerRoot.number.desc()).limit(1)
            row = session.scalar(query)
            self._newest = now, signed_root(row) if row else None
        return self._newest[1]


def head_digest(tracking_code: str, number: int, head: str) -> str:
    """What is signed of a case's newest event."""
    return digest({"case": tracking_code, "number": number, "hash": head})
