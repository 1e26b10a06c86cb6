"""The first charter of a line that succeeds another: who stays, joins or is left out.

A line's parties never change.  Whoever goes on founds another line, whose first charter names the
digest of the charter that was in force on the one before.  It is signed, compared by voice and
joined like any first charter, with a secret of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from directline.errors import LocalProtocolError
from directline.station.founding import changed_terms, check_complete, named_files
from directline.station.party import Introduction
from directline.wire.agreedforms import form_digest, texts_value
from directline.wire.charter import Charter, SignedCharter


def draft_successor(
    signed: SignedCharter,
    *,
    catalogue: bytes,
    founded_ms: int,
    joining: Sequence[Introduction] = (),
    leaving: Sequence[str] = (),
    name: str = "",
    languages: tuple[str, ...] = (),
    terms: dict[str, str] | None = None,
    profiles: Sequence[str] = (),
    forms: Mapping[str, str] | None = None,
) -> SignedCharter:
    """The first charter of a line that succeeds another; nobody has signed it yet.

    Args:
        signed: The charter in force on the line before, with all its versions.
        catalogue: The digest of the forms and words that this software carries.
        founded_ms: When it is drafted.
        joining: Party files of new parties, and of those that stay with other keys.
        leaving: Ids of the parties that are left out.
        name: The new line's name; empty keeps it.
        languages: The new line's languages; empty keeps them.
        terms: What changes of the terms, as a person typed it.
        profiles: Profiles that are on; none keeps those of the line before.
        forms: Files of the parties' own forms; none keeps those of the line before.

    Raises:
        LocalProtocolError: somebody is left out who is not in it, or both left out and named, or
            it breaks a rule of charters.
        VerificationError: a signature of the charter before does not hold.
    """
    before = check_complete(signed)
    named = {introduction.party.id: introduction.party for introduction in joining}
    ids = [party.id for party in before.parties]
    for gone in leaving:
        if gone not in ids or gone in named:
            raise LocalProtocolError(
                f"{gone[:20]!r} cannot be left out",
                remedy=f"a party of the line before, and not named otherwise: {', '.join(ids)}",
            )
    stay = [named.pop(p.id, p) for p in before.parties if p.id not in leaving]
    parties = (*stay, *named.values())
    steps = before.parties[before.epoch_party].id
    draft = Charter(
        version=1,
        name=name or before.name,
        founded_ms=founded_ms,
        parties=parties,
        languages=languages or before.languages,
        catalogue=catalogue,
        terms=replace(before.terms, **changed_terms(terms or {})),
        epoch_party=next((n for n, party in enumerate(parties) if party.id == steps), 0),
        previous=before.digest,
        profiles=tuple(sorted(profiles)) or before.profiles,
        form_files=named_files(forms) if forms else before.form_files,
    )
    used = {digest for _, digest in draft.form_files}
    held = (*before.texts, *(forms or {}).values())
    texts = texts_value([text for text in held if form_digest(text) in used])
    return SignedCharter(draft.encode(), (), texts=texts)


def heir_of(charter: Charter, known: Sequence[Charter]) -> Charter | None:
    """The charter that a first charter succeeds, among those that are known; None: of none."""
    for one in known:
        for version in (one, *one.versions):
            if version.digest == charter.previous:
                return replace(version, versions=one.versions)
    return None
