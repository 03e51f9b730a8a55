"""Tables of the roadshow: stops with what is asked there, devices, and what devices sent."""

from participation.roadshow.models.devices import LONGEST_DEVICE_NAME, Device, DeviceEnrolment, DeviceKind
from participation.roadshow.models.received import (
    CountKind,
    DeviceItem,
    ItemKind,
    ItemState,
    StopCount,
    StopMinutes,
)
from participation.roadshow.models.stops import (
    DOTS,
    DotsOption,
    DotsOptionText,
    DotsQuestion,
    DotsQuestionText,
    RoadshowStop,
    RoadshowStopText,
    StopKind,
    StopState,
    StopSurvey,
)

__all__ = [
    "DOTS",
    "LONGEST_DEVICE_NAME",
    "CountKind",
    "Device",
    "DeviceEnrolment",
    "DeviceItem",
    "DeviceKind",
    "DotsOption",
    "DotsOptionText",
    "DotsQuestion",
    "DotsQuestionText",
    "ItemKind",
    "ItemState",
    "RoadshowStop",
    "RoadshowStopText",
    "StopCount",
    "StopKind",
    "StopMinutes",
    "StopState",
    "StopSurvey",
]
