"""The geometry of the charts."""

from datetime import date

import pytest

from participation.web.charts import bar_chart, cluster_chart, likert_chart, pyramid_chart, timeline_chart
from participation.web.scatter import MARGIN, RADIUS, SHEET, scatter_chart


def test_likert_bars_share_one_middle_and_fill_the_width() -> None:
    chart = likert_chart([("Bus", [0.1, 0.1, 0.2, 0.3, 0.3], 90), ("Schule", [0.4, 0.2, 0.2, 0.1, 0.1], 80)])

    for row in chart.rows:
        middle = row.segments[2]
        assert middle.x + middle.width / 2 == pytest.approx(chart.zero, abs=0.01)
    assert min(row.segments[0].x for row in chart.rows) == pytest.approx(0, abs=0.01)
    assert max(row.segments[-1].x + row.segments[-1].width for row in chart.rows) == pytest.approx(100, abs=0.01)


def test_likert_segments_follow_one_another_in_proportion() -> None:
    (row,) = likert_chart([("Bus", [0.25, 0.25, 0.0, 0.25, 0.25], 4)]).rows

    assert [segment.width for segment in row.segments] == pytest.approx([25, 25, 0, 25, 25])
    assert [segment.x for segment in row.segments] == pytest.approx([0, 25, 50, 50, 75])


def test_an_even_number_of_categories_parts_between_the_halves() -> None:
    chart = likert_chart([("Bus", [0.25, 0.25, 0.25, 0.25], 4)])

    assert chart.zero == pytest.approx(50)


def test_likert_without_any_answer_draws_nothing_and_does_not_fail() -> None:
    chart = likert_chart([("Bus", [0.0] * 5, 0)])

    assert all(segment.width == 0 for segment in chart.rows[0].segments)


def test_bars_start_at_zero_and_keep_their_interval_inside() -> None:
    half, over = bar_chart([("Bus", 0.5, 0.4, 0.6), ("Bahn", 1.4, 0.9, 1.5)]).bars

    assert half.width == pytest.approx(42)
    assert half.low == pytest.approx(33.6)
    assert half.high == pytest.approx(50.4)
    assert over.width == pytest.approx(84)
    assert over.high == pytest.approx(84)


def test_a_bar_without_an_interval_has_no_whisker() -> None:
    (bar,) = bar_chart([("Bus", 0.5, None, None)]).bars

    assert bar.low is None
    assert bar.high is None


def test_scatter_groups_follow_the_cuts_and_not_the_mean() -> None:
    chart = scatter_chart([("A", 4.0, 2.9), ("B", 4.0, 3.0), ("C", 3.9, 2.9), ("D", 3.9, 3.0)])

    assert [point.group for point in chart.points] == [1, 2, 2, 3]


def test_scatter_places_importance_upwards_and_satisfaction_to_the_right() -> None:
    low, high = scatter_chart([("A", 2.0, 2.0), ("B", 4.5, 4.5)]).points

    assert high.y < low.y
    assert high.x > low.x


def test_colliding_marks_part_and_stay_on_the_sheet_but_remember_their_place() -> None:
    chart = scatter_chart([(name, 4.5, 2.5) for name in "ABCDEF"] + [("G", 5.0, 5.0)])

    for one in chart.points:
        for other in chart.points[one.number :]:
            assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 > (2 * RADIUS - 1) ** 2
        assert MARGIN + RADIUS <= one.x <= SHEET - RADIUS
        assert RADIUS <= one.y <= SHEET - MARGIN - RADIUS
    assert len({(point.true_x, point.true_y) for point in chart.points[:6]}) == 1
    assert any(point.is_moved for point in chart.points)
    assert not chart.points[6].is_moved


def test_the_same_points_always_give_the_same_picture() -> None:
    points = [("A", 4.5, 2.5), ("B", 4.5, 2.5), ("C", 4.51, 2.5)]

    assert scatter_chart(points) == scatter_chart(points)


def test_a_timeline_runs_from_the_first_day_to_the_last() -> None:
    chart = timeline_chart(
        [("Umfrage", date(2026, 1, 1), date(2026, 1, 10)), ("Beschluss", date(2026, 1, 20), date(2026, 1, 20))],
        today=date(2026, 1, 11),
    )

    survey, decision = chart.periods
    assert survey.x == 0
    assert survey.width == pytest.approx(50)
    assert decision.x + decision.width == pytest.approx(100)
    assert chart.today == pytest.approx(52.5)
    assert [period.state for period in chart.periods] == ["past", "future"]


def test_the_last_day_of_a_phase_still_belongs_to_it() -> None:
    chart = timeline_chart([("Umfrage", date(2026, 1, 1), date(2026, 1, 10))], today=date(2026, 1, 10))

    assert chart.periods[0].state == "current"


def test_today_beside_the_axis_is_not_drawn() -> None:
    chart = timeline_chart([("Umfrage", date(2026, 1, 1), date(2026, 1, 10))], today=date(2027, 1, 1))

    assert chart.today is None


def test_a_timeline_refuses_phases_that_end_before_they_start() -> None:
    with pytest.raises(ValueError, match="end after they start"):
        timeline_chart([("Umfrage", date(2026, 2, 1), date(2026, 1, 1))])


def test_a_pyramid_grows_from_top_to_ground() -> None:
    chart = pyramid_chart([("Leitgedanke", 1), ("Handlungsfelder", 7), ("Ziele", None)])

    def breadth(points: str) -> float:
        xs = [float(corner.split(",")[0]) for corner in points.split()]
        return max(xs) - min(xs)

    breadths = [breadth(level.points) for level in chart.levels]
    assert breadths == sorted(breadths)
    assert breadths[-1] == pytest.approx(chart.width)
    assert chart.levels[2].count is None


def test_clusters_number_their_fields_through_and_wrap_after_seven() -> None:
    chart = cluster_chart([("Leben", ["a"] * 9), ("Natur", ["b"])])

    life, nature = chart.rows
    assert [dot.number for dot in life.dots] == list(range(1, 10))
    assert nature.dots[0].number == 10
    assert life.dots[7].x == life.dots[0].x
    assert life.dots[7].y > life.dots[6].y
    assert life.height > life.dots[8].y
    assert nature.height < life.height
