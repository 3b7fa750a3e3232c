"""PyYAML's parser: libyaml where PyYAML was built with it, else the one it brings, made as careful as libyaml is.

Only events are taken from either. What both take as YAML they read alike, mark by mark; the second is slower, and takes
less: no tab inside a plain value, no `?` in a word between brackets. `kb doctor` says which one is in use.
"""

from typing import Any, Final

import yaml
from yaml.events import ScalarEvent
from yaml.scanner import ScannerError

from kb.model.pattern import pattern

_ESCAPED: Final = pattern(r"(?s)(?:[^\\]|\\.)*?\\(?:u(?=[dD][89a-fA-F])|U(?=0000[dD][89a-fA-F]))")


class Slow(yaml.SafeLoader):
    """PyYAML's own parser, with an error where libyaml has one for what would be no text, or would crash Python, and its marks."""

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Any) -> list[str]:
        """Read on in a quoted text; an escape that stands for half a character, or for none, is refused."""
        here = self.pointer, self.column
        try:
            chunks: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)
        except (ValueError, OverflowError):  # what chr() says of a number beyond the last character
            raise self._no_character(start_mark) from None
        if double and any("\ud800" <= chunk <= "\udfff" for chunk in chunks):
            found = _ESCAPED.match(self.buffer, here[0])
            if found and "\n" not in found.group():
                self.column = here[1] + found.end() - here[0]
            raise self._no_character(start_mark)
        return chunks

    def scan_yaml_directive_number(self, start_mark: Any) -> int:
        """Read a number of a directive; one of more digits than Python converts is refused."""
        try:
            return int(super().scan_yaml_directive_number(start_mark))
        except ValueError:
            said = "found extremely long version number"
            raise ScannerError("while scanning a directive", start_mark, said, self.get_mark()) from None

    def parse_flow_mapping_value(self) -> Any:
        """Return what comes behind a key in braces."""
        return self._placed(super().parse_flow_mapping_value())  # type: ignore[no-untyped-call]

    def parse_flow_sequence_entry_mapping_value(self) -> Any:
        """Return what comes behind a key in brackets."""
        return self._placed(super().parse_flow_sequence_entry_mapping_value())  # type: ignore[no-untyped-call]

    def _placed(self, event: Any) -> Any:
        """Put a value that is not written where libyaml puts it: before what comes next, not behind the colon."""
        if type(event) is ScalarEvent and event.start_mark is event.end_mark:
            event.start_mark = event.end_mark = self.peek_token().start_mark  # type: ignore[no-untyped-call]
        return event

    def _no_character(self, start_mark: Any) -> ScannerError:
        said = "found invalid Unicode character escape code"
        return ScannerError("while scanning a quoted scalar", start_mark, said, self.get_mark())


Parser: Final[Any] = yaml.CSafeLoader if yaml.__with_libyaml__ else Slow
