"""Every table of every area, loaded: for migrations, tests and counts. The order is the order of the areas."""

from participation.accounts import models as accounts
from participation.brakes import models as brakes
from participation.coding import models as coding
from participation.comments import models as comments
from participation.considerations import models as considerations
from participation.core import installation, jobs, journal, search
from participation.crowd import models as crowd
from participation.glossary import models as glossary
from participation.goals import models as goals
from participation.ideas import models as ideas
from participation.ideas.priorities import models as ideas_priorities
from participation.imports import models as imports
from participation.indicators import models as indicators
from participation.indicators.rounds import models as indicators_rounds
from participation.measures import models as measures
from participation.members import models as members
from participation.pages.barriers import models as barriers
from participation.papers import models as papers
from participation.procedures import models as procedures
from participation.publications import models as publications
from participation.regions import models as regions
from participation.roadshow import models as roadshow
from participation.statements import models as statements
from participation.strategy import models as strategy
from participation.surveys import models as surveys
from participation.threads import models as threads
from participation.trace.notices import models as notices
from participation.writing import models as writing
from participation.writing import twin_models as writing_twins
from participation.youth_council import models as youth_council

MODULES = (
    installation,
    jobs,
    journal,
    search,
    regions,
    accounts,
    brakes,
    threads,
    crowd,
    glossary,
    strategy,
    writing,
    writing_twins,
    imports,
    procedures,
    coding,
    surveys,
    ideas,
    ideas_priorities,
    comments,
    statements,
    youth_council,
    roadshow,
    considerations,
    goals,
    measures,
    indicators,
    notices,
    publications,
    members,
    barriers,
    papers,
    indicators_rounds,
)
