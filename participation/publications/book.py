"""A frozen version as a book: both variants with their parts in reading order, ready to be set; JSON in and out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlmodel import Session, func, select

from participation.core.files import FileStore
from participation.regions.models import Region
from participation.strategy.media import media_of
from participation.strategy.models import BlockMedium, Kind, MediumKind, Strategy, Version
from participation.strategy.queries import frozen_links_of, level_name, titled
from participation.strategy.reading import Node, Paragraph, Tree
from participation.strategy.texts import paragraphs, published_tree
from participation.strategy.views import twin_is_draft
from participation.web.languages import EASY, GERMAN, Language

FIELDS = frozenset({Kind.ACTION_FIELD, Kind.ACTION_CLUSTER})
_SHOWN_AS_LIST = frozenset({Kind.POINT, Kind.OPERATIONAL_GOAL, Kind.MEASURE, Kind.INDICATOR})


@dataclass(frozen=True)
class BookMedium:
    """A picture or video behind the paragraph with the number `behind`, from 0; `file` is where it lies on disk.

    `description` says what a picture shows, in the language of `tag`.
    """

    behind: int
    is_picture: bool
    description: str
    tag: str
    rights: str
    address: str
    file: str


@dataclass(frozen=True)
class BookPart:
    """An element; `address` is its page's where a QR code leads to it, `serves` are titles that it contributes to.

    `is_listed` says that it stands in the table of contents, `is_item` that it is only a line of a list.
    """

    key: str
    depth: int
    level: str
    number: str
    title: str
    texts: tuple[str, ...]
    is_item: bool
    is_listed: bool
    address: str = ""
    serves: tuple[str, ...] = ()
    is_stale: bool = False
    media: tuple[BookMedium, ...] = ()

    @property
    def heading(self) -> str:
        """Number and title."""
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True)
class Variant:
    """All parts in one language; `missing` are the standard titles of those that it lacks."""

    tag: str
    title: str
    summary: str
    parts: tuple[BookPart, ...]
    missing: tuple[str, ...] = ()
    is_reviewed: bool = True

    @property
    def runs(self) -> list[tuple[bool, list[BookPart]]]:
        """Neighbours of one form: (whether they are items of a list, the parts)."""
        return [(is_item, list(parts)) for is_item, parts in groupby(self.parts, key=lambda part: part.is_item)]


@dataclass(frozen=True)
class Book:
    """A version for print; `published` is its day as YYYY-MM-DD, `address` its page's."""

    region: str
    number: int
    published: str
    note: str
    address: str
    variants: tuple[Variant, ...] = field(default=())


def book_of(session: Session, strategy: Strategy, version: Version, origin: str, store: FileStore) -> Book:
    """A version as a book.

    Args:
        session: any session.
        strategy: its strategy.
        version: a frozen version.
        origin: scheme and host under which the public reaches us, for addresses.
        store: where the media of strategies are; what is not there is left out.
    """
    region = session.get_one(Region, strategy.region_id)
    is_one_of_several = session.exec(select(func.count()).select_from(Region)).one() > 1
    below_region = f"/{region.slug}" if is_one_of_several else ""
    addresses = {
        language.tag: f"{origin}/{language.slug}{below_region}/strategien/{strategy.slug}/"
        for language in (GERMAN, EASY)
    }
    variants = tuple(
        _variant(session, strategy, version, language, (addresses[language.tag], store)) for language in (GERMAN, EASY)
    )
    return Book(
        region=region.name,
        number=version.number,
        published=version.published_at.date().isoformat() if version.published_at else "",
        note=version.note,
        address=f"{addresses[GERMAN.tag]}fassungen/{version.number}",
        variants=tuple(variant for variant in variants if variant.parts),
    )


def _variant(
    session: Session, strategy: Strategy, version: Version, language: Language, where: tuple[str, FileStore]
) -> Variant:
    """All parts in one language; `where` are the strategy's address and its media."""
    tree = published_tree(session, version, language.tag)
    texts = paragraphs(session, version, tree.by_id.keys(), language.tag)
    links = frozen_links_of(session, version, tree.by_id.keys())
    media = media_of(session, version.number, [one.block_id for found in texts.values() for one in found])
    named = titled(session, [strategy], language.tag)[0]
    parts: list[BookPart] = []
    missing: list[str] = []
    for node, depth in _walk(tree):
        if node.title.is_missing and all(one.words.is_missing for one in texts[node.id]):
            missing.append(node.heading)
            continue
        ends = [link.element_id for link in links[node.id] if link.outgoing and link.element_id in tree.by_id]
        serves = tuple(tree.by_id[end].heading for end in ends)
        level = level_name(strategy, node.kind, language).heading
        part = _part(node, depth, texts[node.id], level, where[0], serves)
        parts.append(replace(part, media=tuple(_media(texts[node.id], media, language, where))))
    return Variant(
        language.tag,
        named.title,
        named.summary,
        tuple(parts),
        tuple(missing),
        is_reviewed=language == GERMAN or not twin_is_draft(session, version),
    )


def _part(
    node: Node, depth: int, texts: tuple[Paragraph, ...], level: str, address: str, serves: tuple[str, ...]
) -> BookPart:
    said = tuple(one.words.text for one in texts if not one.words.is_missing)
    return BookPart(
        key=node.key,
        depth=depth,
        level=level,
        number=node.number,
        title=node.title.text,
        texts=said,
        is_item=node.kind in _SHOWN_AS_LIST and not said and not node.children,
        is_listed=depth == 0 or node.kind in FIELDS or any(one.kind not in _SHOWN_AS_LIST for one in node.children),
        address=f"{address}{node.key}" if node.kind in FIELDS else "",
        serves=serves,
        is_stale=node.title.is_stale or any(one.words.is_stale for one in texts),
    )


def _media(
    texts: Sequence[Paragraph],
    media: Mapping[UUID, Sequence[BlockMedium]],
    language: Language,
    where: tuple[str, FileStore],
) -> Iterator[BookMedium]:
    address, store = where
    said = (one for one in texts if not one.words.is_missing)
    for behind, paragraph in enumerate(said):
        for medium in media.get(paragraph.block_id, ()):
            if store.has(medium.stored_as):
                tag = language.tag if language.tag in medium.descriptions else GERMAN.tag
                yield BookMedium(
                    behind=behind,
                    is_picture=medium.kind is MediumKind.PICTURE,
                    description=medium.descriptions.get(tag, ""),
                    tag=tag,
                    rights=medium.rights,
                    address=f"{address}medien/{medium.id}",
                    file=str(store.path_of(medium.stored_as).resolve()),
                )


def _walk(tree: Tree) -> Iterator[tuple[Node, int]]:
    def below(nodes: tuple[Node, ...], depth: int) -> Iterator[tuple[Node, int]]:
        for node in nodes:
            yield node, depth
            yield from below(node.children, depth + 1)

    return below(tree.roots, 0)


def _part_from(told: Mapping[str, Any]) -> BookPart:
    media = tuple(BookMedium(**medium) for medium in told["media"])
    return BookPart(**{**told, "texts": tuple(told["texts"]), "serves": tuple(told["serves"]), "media": media})


def book_from(told: Mapping[str, Any]) -> Book:
    """The book that `dataclasses.asdict` made JSON of."""
    variants = tuple(
        Variant(
            **{
                **variant,
                "missing": tuple(variant["missing"]),
                "parts": tuple(map(_part_from, variant["parts"])),
            }
        )
        for variant in told["variants"]
    )
    return Book(**{**told, "variants": variants})
