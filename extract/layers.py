"""Layers (optional content, PDF 32000-1, 8.11) that are off in an opened file, by its catalog as pdfminer gives it."""

from typing import Any


def off_names(catalog: Any) -> frozenset[bytes]:
    """Give the names, as the file has them, of its layers that are off; of several with one name all must be."""
    from pdfminer.pdftypes import resolve1

    off = off_groups(catalog)
    groups = _list(_dict(catalog.get("OCProperties")).get("OCGs")) if off else []
    named = [(each, _name(resolve1(each))) for each in groups]
    on = {name for each, name in named if _number(each) not in off}
    return frozenset(name for each, name in named if _number(each) in off and name not in on) - {b""}


def off_groups(catalog: Any) -> frozenset[int]:
    """Give the object numbers of the layers that are off in the default configuration of a catalog."""
    properties = _dict(catalog.get("OCProperties"))
    default = _dict(properties.get("D"))
    off = {_number(each) for each in _list(default.get("OFF"))}
    if getattr(default.get("BaseState"), "name", "ON") == "OFF":
        on = {_number(each) for each in _list(default.get("ON"))}
        off |= {_number(each) for each in _list(properties.get("OCGs"))} - on
    return frozenset(off - {0})


def is_off(content: Any, off: frozenset[int]) -> bool:
    """Whether what belongs to a layer, or to a membership of layers (OCMD), is hidden: by policy, as 8.11.2.2 has it.

    A visibility expression (/VE) is not read.
    """
    if not off or content is None:
        return False
    if _number(content) in off:
        return True
    members = _dict(content).get("OCGs")
    each_off = [_number(each) in off for each in (_list(members) or ([] if members is None else [members]))]
    if not each_off:
        return False
    policy = getattr(_dict(content).get("P"), "name", "AnyOn")
    shown = {"AllOn": not any(each_off), "AnyOff": any(each_off), "AllOff": all(each_off)}
    return not shown.get(policy, not all(each_off))


def _number(reference: Any) -> int:
    """Give the object number of a reference; 0 for what is none."""
    return int(getattr(reference, "objid", 0) or 0)


def _dict(value: Any) -> dict[str, Any]:
    from pdfminer.pdftypes import resolve1

    resolved = resolve1(value)
    return resolved if isinstance(resolved, dict) else {}


def _list(value: Any) -> list[Any]:
    from pdfminer.pdftypes import resolve1

    resolved = resolve1(value)
    return resolved if isinstance(resolved, list) else []


def _name(group: Any) -> bytes:
    name = group.get("Name") if isinstance(group, dict) else None
    return name if isinstance(name, bytes) else b""
