"""Where areas meet that do not know each other: receipts, what is moderated, compared, coded, taken away, opened."""

from __future__ import annotations

from participation.accounts.oidc.doors import Door
from participation.accounts.oidc.staff import STAFF
from participation.coding.segments import forget as forget_segments
from participation.coding.sources import Coding
from participation.comments import coding as comments_coding
from participation.comments import crowd as comments_crowd
from participation.comments import datasets as comments_datasets
from participation.comments import moderation as comments_moderation
from participation.comments import receipts as comments_receipts
from participation.considerations import effects as considerations_effects
from participation.considerations import groups as considerations_groups
from participation.crowd.sources import Crowd
from participation.goals import datasets as goals_datasets
from participation.goals import effects as goals_effects
from participation.ideas import coding as ideas_coding
from participation.ideas import crowd as ideas_crowd
from participation.ideas import datasets as ideas_datasets
from participation.ideas import moderation as ideas_moderation
from participation.ideas import receipts as ideas_receipts
from participation.ideas.priorities import receipts as priorities_receipts
from participation.indicators import datasets as indicators_datasets
from participation.members import sign_in as members_sign_in
from participation.papers import datasets as papers_datasets
from participation.procedures import datasets as procedures_datasets
from participation.roadshow import given_away as roadshow_data
from participation.roadshow import routes as roadshow
from participation.statements import coding as statements_coding
from participation.statements import crowd as statements_crowd
from participation.statements import receipts as statements_receipts
from participation.strategy.crowd_areas import areas_of
from participation.surveys import coding as surveys_coding
from participation.surveys import datasets as surveys_datasets
from participation.surveys import receipts as surveys_receipts
from participation.surveys import withdrawing as surveys_withdrawing
from participation.surveys.audiences import sign_in as surveys_sign_in
from participation.threads.moderation import Moderated
from participation.threads.receipts import Change, EffectsOf, FindByReceipt, OwnData, Withdraw
from participation.trace.notices import actions as notices
from participation.trace.views import Tracing
from participation.web.datasets import Dataset

# What a receipt code can lead to, what takes it back, and what tells which effect a contribution had.
RECEIPTS: tuple[FindByReceipt, ...] = (
    comments_receipts.find,
    ideas_receipts.find,
    ideas_receipts.find_endorsement,
    priorities_receipts.find,
    statements_receipts.find,
    surveys_receipts.find,
)
WITHDRAWALS: tuple[Withdraw, ...] = (
    roadshow.withdraw,
    considerations_groups.hand_on,
    comments_receipts.withdraw,
    ideas_receipts.withdraw,
    ideas_receipts.withdraw_endorsement,
    priorities_receipts.withdraw,
    surveys_withdrawing.withdraw,
    notices.forget_with_contribution,
    statements_receipts.forget_scan,
    forget_segments,
)
EFFECTS: tuple[EffectsOf, ...] = (considerations_effects.effects_of, goals_effects.effects_of)
CHANGES: tuple[Change, ...] = (comments_receipts.change, ideas_receipts.change)
OWN_DATA: tuple[OwnData, ...] = tuple(one.stored_about for one in (comments_receipts, ideas_receipts, surveys_receipts))
# What waits for a moderator before it is public.
MODERATED: tuple[Moderated, ...] = (comments_moderation.MODERATED, ideas_moderation.MODERATED)
TRACING = Tracing(RECEIPTS, EFFECTS, WITHDRAWALS, CHANGES, OWN_DATA, MODERATED)

# What is compared with what others wrote, and the fields to which it may belong.
CROWD = Crowd((comments_crowd.SOURCE, ideas_crowd.SOURCE, statements_crowd.SOURCE), areas_of)

# What can be marked with codes, sentence by sentence.
CODING = Coding(
    (comments_coding.SOURCE, ideas_coding.SOURCE, statements_coding.SOURCE, surveys_coding.SOURCE), areas_of
)

# What everybody may take away, in the order of the page about it.
DATASETS: tuple[Dataset, ...] = (
    *procedures_datasets.DATASETS,
    *surveys_datasets.DATASETS,
    *comments_datasets.DATASETS,
    *ideas_datasets.DATASETS,
    *roadshow_data.DATASETS,
    *goals_datasets.DATASETS,
    *indicators_datasets.DATASETS,
    *papers_datasets.DATASETS,
)

# What one can sign in for at a provider.
DOORS: tuple[Door, ...] = (STAFF, surveys_sign_in.DOOR, members_sign_in.DOOR)
