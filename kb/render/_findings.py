"""What the formats that draw findings share: the message and the place, as others count them."""

from kb.model.finding import Finding
from kb.render._clean import clean


def message_of(finding: Finding) -> str:
    """Return what is wrong and how to put it right, each on its line."""
    return clean("\n".join(filter(None, (finding.message, finding.fix))))


def path_of(path: str, prefix: str) -> str:
    """Return a path relative to the root of the repository instead of the knowledge base."""
    return f"{prefix.strip('/')}/{path}" if prefix.strip("/") else path
