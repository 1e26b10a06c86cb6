"""All scenarios by code, in order."""

from directline.scenarios import (
    f01_decode_delay,
    f02_one_person,
    f03_wrong_place,
    f04_not_passed_on,
    f05_too_late,
    f06_disputed_notice,
    f07_silence,
    f08_severed,
    f09_not_used,
    f10_hoax,
    f11_protocol_slip,
    f12_time_record,
    f13_time_zones,
    f14_cable_cuts,
    f15_hit_while_calling,
    f16_list_not_verified,
    f17_convoy,
    f18_coercion,
    f19_leak,
    f20_fault_or_politics,
    f21_snap_exercise,
    f22_retraction,
    f23_not_heard,
    f24_frozen,
)
from directline.scenarios.play import Scenario

_MODULES = (
    f01_decode_delay,
    f02_one_person,
    f03_wrong_place,
    f04_not_passed_on,
    f05_too_late,
    f06_disputed_notice,
    f07_silence,
    f08_severed,
    f09_not_used,
    f10_hoax,
    f11_protocol_slip,
    f12_time_record,
    f13_time_zones,
    f14_cable_cuts,
    f15_hit_while_calling,
    f16_list_not_verified,
    f17_convoy,
    f18_coercion,
    f19_leak,
    f20_fault_or_politics,
    f21_snap_exercise,
    f22_retraction,
    f23_not_heard,
    f24_frozen,
)

SCENARIOS: dict[str, Scenario] = {module.SCENARIO.code: module.SCENARIO for module in _MODULES}
"""Code to scenario."""
