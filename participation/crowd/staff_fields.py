"""Fields for staff: seed words to recognise contributions, words that stand out, and the queue of unsure ones."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from participation.core.errors import NotAllowed, NotFound
from participation.core.jobs import enqueue
from participation.crowd.features import seed_stems
from participation.crowd.fields import assign, keep_seeds, least_sure, model_of, ranked_fields, seeds_of
from participation.crowd.models import LONGEST_SEEDS, CrowdModel
from participation.crowd.sources import Area, Audience, Crowd, placed
from participation.crowd.stand_out import keywords_of
from participation.threads.wording import one_line
from participation.web.languages import GERMAN
from participation.web.visit import Visit

_OFFERED = 4


@dataclass(frozen=True)
class FieldViews:
    """The pages of fields."""

    crowd: Crowd

    def fields(self, visit: Visit) -> Response:
        """The fields with their seed words, and how good the recognition is."""
        seeds = seeds_of(visit.db, visit.place.id)
        return visit.render(
            "crowd/staff/fields.html",
            rows=[(area, seeds.get(area.thread_id, "")) for area in self._areas(visit)],
            model=visit.db.get(CrowdModel, visit.place.id),
            longest=LONGEST_SEEDS,
            done="getan" in visit.query,
            errors={},
        )

    def enter_seeds(self, visit: Visit) -> Response:
        """Keep the seed words of all fields and train anew."""
        if visit.person is None:
            raise NotAllowed("Please sign in.")
        entered = [(area, one_line(visit.form.text(f"seeds-{area.thread_id}"))) for area in self._areas(visit)]
        errors = self._problems(visit, entered)
        if errors:
            model = visit.db.get(CrowdModel, visit.place.id)
            return visit.render(
                "crowd/staff/fields.html",
                status=422,
                rows=entered,
                model=model,
                longest=LONGEST_SEEDS,
                done=False,
                errors=errors,
            )
        present = seeds_of(visit.db, visit.place.id)
        for area, seeds in entered:
            if seeds != present.get(area.thread_id, ""):
                keep_seeds(visit.db, visit.place.id, area.thread_id, seeds, visit.person.id)
        enqueue(visit.db, "crowd_learn", {"region": str(visit.place.id)})
        return visit.redirect("fields", getan=1)

    def _problems(self, visit: Visit, entered: list[tuple[Area, str]]) -> dict[str, str]:
        """What is too long, and words that were entered for two fields."""
        errors, seen = dict[str, str](), dict[str, str]()
        for area, seeds in entered:
            name = f"seeds-{area.thread_id}"
            twice = sorted(stem for stem in seed_stems(seeds) if stem in seen)
            if len(seeds) > LONGEST_SEEDS:
                errors[name] = visit._("At most %(n)s characters", n=LONGEST_SEEDS)
            elif twice:
                errors[name] = visit._(
                    "A word can stand for one field only: %(word)s is with “%(field)s”, too.",
                    word=twice[0],
                    field=seen[twice[0]],
                )
            seen |= dict.fromkeys(seed_stems(seeds), area.title)
        return errors

    def standout_words(self, visit: Visit) -> Response:
        """What stands out in the public contributions to a field, with quotes."""
        areas = self._areas(visit)
        chosen = next((area for area in areas if area.place == visit.query.get("feld")), areas[0] if areas else None)
        found = keywords_of(visit.db, self.crowd, visit.place.id, chosen) if chosen else []
        return visit.render(
            "crowd/staff/words.html",
            areas=areas,
            choices=[(area.place, area.title) for area in areas],
            chosen=chosen,
            keywords=found,
            sources=self.crowd.by_code,
        )

    def coding(self, visit: Visit) -> Response:
        """The contribution whose field is least sure, with the likeliest fields to choose from."""
        waiting = least_sure(visit.db, visit.place.id, 2)
        areas = self._areas(visit)
        for entry in waiting:
            keys = [bytes(entry.receipt_key)]
            words = self.crowd.words_of(visit.db, visit.place.id, keys, Audience.STAFF).get(keys[0])
            if words is not None:
                ranked = ranked_fields(model_of(visit.db, visit.place.id), areas, words.text)
                chosen = placed(areas, words.element_id)
                return visit.render(
                    "crowd/staff/coding.html",
                    entry=entry,
                    words=words,
                    source=self.crowd.by_code[words.source],
                    chosen=chosen,
                    likely=[(area, round(100 * chance)) for area, chance in ranked[:_OFFERED]],
                    others=[(str(area.thread_id), area.title) for area in areas],
                    done="getan" in visit.query,
                )
        return visit.render("crowd/staff/coding.html", entry=None, done="getan" in visit.query)

    def assign_field(self, visit: Visit) -> Response:
        """Confirm or correct a field; on to the next contribution."""
        if visit.person is None:
            raise NotAllowed("Please sign in.")
        chosen = visit.form.text("field") or visit.form.text("other")
        area = next((area for area in self._areas(visit) if str(area.thread_id) == chosen), None)
        entry = visit.form.text("entry")
        if area is None or not entry.isdecimal():
            raise NotFound("There is no such field.")
        assign(visit.db, visit.place.id, int(entry), area.thread_id, visit.person.id)
        return visit.redirect("coding", getan=1)

    def _areas(self, visit: Visit) -> list[Area]:
        tag = visit.language.tag if visit.language.tag != "de-simple" else GERMAN.tag
        return list(self.crowd.areas(visit.db, visit.place.id, tag))
