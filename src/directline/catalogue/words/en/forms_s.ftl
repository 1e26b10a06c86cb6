### Words of the strategic and launch forms, beside the first ones.

## Titles
form-S2 = Missile launch beyond our territory, in your direction
form-S3 = Planned launch of a ballistic missile or space vehicle
form-S4 = Flight test of a ballistic missile
form-S5 = Launch that took place
form-S6 = Strategic exercise with heavy bombers
form-S7 = Nuclear incident
form-S8 = Unidentified objects, or warning systems disturbed
form-S9 = Explanation of a nuclear event
form-S10 = Strategic arms: change of data
form-S11 = Strategic arms: half-yearly data
form-S12 = Strategic arms: movement or bomber visit
form-S13 = Strategic arms: conversion or elimination
form-S14 = Strategic arms: question about telemetry
form-S15 = Strategic arms: inspectors coming
form-S16 = Strategic arms: inspectors' flight plan
form-S17 = Facility that must not be attacked

## Fields
field-beyond_territory = Beyond own territory
    .help = Whether the flight goes beyond the territory of the side that launches.
field-direction = Direction of flight
    .help = Degrees true from the place of launch, 0 to 359.
field-vehicle_class = Class
    .help = Ballistic missile or space launch vehicle.
field-missile_type = Type
    .help = Type or class of the missile, as disclosed.
field-notam = NOTAM
    .help = Number of the notice to aircraft.
field-navarea = NAVAREA
    .help = Number of the warning to ships.
field-distances_kept = Agreed distances kept
    .help = Whether launch site, track and impact area are no closer to the border than agreed.
field-notice_ref = Notice
    .help = The notice of this launch: ALPHA 12.
field-launch_time = Launched at
    .help = When it was launched, in UTC.
field-launch_site = Launch site
    .help = Name of the site, range or body of water.
field-azimuth = Azimuth
    .help = Degrees true at launch, 0 to 359.
field-exercise_date = Begins on
    .help = A date in UTC: 2026-11-21.
field-bombers = Heavy bombers
    .help = Whether heavy bombers take part.
field-incident_kind = Kind
    .help = What is known of how it came about.
field-detonation = Possible detonation
    .help = Whether a nuclear weapon may have detonated or may yet detonate.
field-harmless_steps = Steps taken
    .help = What is being done to render it harmless.
field-warning_event = What happened
    .help = Objects seen by a warning system, or the system itself disturbed.
field-sensor = Sensor
    .help = The kind of sensor or link that reports it.
field-bearing = Middle of the sector
    .help = Bearing from the sensor in degrees true, 0 to 359.
field-objects = Objects
    .help = How many objects were detected.
field-confidence = Confidence
    .help = How sure we are that the report is true.
field-interference = Signs of interference
    .help = Whether sensors or their links show signs of interference.
field-explain = Request or offer
    .help = Whether you ask for an explanation or give one.
field-explanation = Text
    .help = What is asked or explained. Facts only.
field-item_kind = Item
    .help = The kind of item, as the treaty counts it.
field-facility = Facility
    .help = Its name, as in the exchanged data.
field-count_before = Count before
    .help = How many were at the facility before the change.
field-count_after = Count after
    .help = How many are at the facility after the change.
field-change_cause = Cause of the change
    .help = What changed the count.
field-event_date = Date of the event
    .help = The day it happened, in UTC: 2026-11-21.
field-period_end = End of the period
    .help = The last day of the half-year, in UTC: 2026-08-31.
field-deployed = Deployed missiles and bombers
    .help = The sum on the last day of the period.
field-warheads = Warheads
    .help = The sum on the last day of the period.
field-launchers = Launchers
    .help = The sum on the last day of the period.
field-table_digest = Digest of the table
    .help = SHA-256 of the full table, which travels as a file of its own.
field-movement_kind = Kind of movement
    .help = Movement of an item, or visit of a bomber.
field-item_id = Identifier
    .help = Unique identifier of the item.
field-from_facility = From
    .help = The facility that it leaves.
field-to_facility = To
    .help = The facility where it arrives.
field-exit_date = Leaves on
    .help = The date of leaving in UTC: 2026-11-21.
field-arrival_date = Arrives on
    .help = The date of arrival in UTC: 2026-11-21.
field-stage = Start or end
    .help = What this message announces.
field-work_kind = Work
    .help = Conversion or elimination.
field-item_ids = Identifiers
    .help = Unique identifiers of the items, with a space between.
field-method = Method
    .help = How the items are converted or eliminated.
field-begin_date = Starts on
    .help = For a start: the date in UTC, 2026-11-21.
field-end_date = Ended on
    .help = For an end: the date in UTC, 2026-11-21.
field-flight = Flight
    .help = Designation of the flight whose telemetry is meant.
field-received_date = Received on
    .help = When the recordings were handed over, in UTC: 2026-11-21.
field-defect = Defect
    .help = What is wrong with the recordings.
field-details = Details
    .help = What exactly is missing or unclear.
field-inspection_kind = Kind of inspection
    .help = As the treaty names it.
field-point_of_entry = Point of entry
    .help = Where the inspectors enter the country.
field-arrival_at = Arrival
    .help = Expected time of arrival at the point of entry, in UTC.
field-inspectors = Inspectors
    .help = How many inspectors come.
field-inspectors_list = List of inspectors
    .help = Number of the agreed list that holds their names. Write no names here.
field-departure = Departure
    .help = Planned time of departure, in UTC.
field-registration = Registration
    .help = Registration marks of the aircraft.
field-clearance = Clearance number
    .help = The standing clearance number of the year.
field-flight_plan = Flight plan
    .help = As filed, in the ICAO format.
field-list_year = Year of the list
    .help = The calendar year that the list is for.
field-list_place = Number in the list
    .help = Each facility goes in a message of its own.
field-list_total = Facilities in the list
    .help = How many messages make the whole list.
field-protected_facility = Facility
    .help = Its name, as our side calls it.

## Choices
choice-vehicle_class-ballistic-missile = ballistic missile
choice-vehicle_class-space-launch-vehicle = space launch vehicle

choice-incident_kind-accidental = accidental
choice-incident_kind-unauthorised = unauthorised
choice-incident_kind-unexplained = unexplained

choice-harmless_steps-none-yet = none yet
choice-harmless_steps-tracking = tracking it
choice-harmless_steps-disabling = disabling it
choice-harmless_steps-destroying = destroying it
choice-harmless_steps-recovering = recovering it
choice-harmless_steps-evacuating = evacuating the area
choice-harmless_steps-other = other

choice-warning_event-unidentified-objects = unidentified objects detected
choice-warning_event-warning-system-interference = interference with a warning system
choice-warning_event-communications-interference = interference with its communications

choice-sensor-radar = radar
choice-sensor-infrared-satellite = infrared satellite
choice-sensor-optical = optical
choice-sensor-acoustic = acoustic or seismic
choice-sensor-communications = communications link
choice-sensor-other = other

choice-confidence-low = low
choice-confidence-medium = medium
choice-confidence-high = high

choice-explain-request = we ask for an explanation
choice-explain-offer = we give an explanation

choice-item_kind-icbm = ICBM
choice-item_kind-icbm-launcher = ICBM launcher
choice-item_kind-slbm = SLBM
choice-item_kind-slbm-launcher = SLBM launcher
choice-item_kind-heavy-bomber = heavy bomber

choice-change_cause-loss = loss
choice-change_cause-disablement = disablement
choice-change_cause-display = static display
choice-change_cause-conversion = conversion
choice-change_cause-other = other

choice-movement_kind-movement = movement of an item
choice-movement_kind-bomber-visit = visit of a bomber

choice-stage-start = start
choice-stage-end = end

choice-work_kind-conversion = conversion
choice-work_kind-elimination = elimination

choice-defect-missing = recordings missing
choice-defect-incomplete = incomplete
choice-defect-not-readable = cannot be read
choice-defect-cannot-be-played = cannot be played back
choice-defect-description-missing = description missing
choice-defect-other = other

choice-inspection_kind-type-one = type one
choice-inspection_kind-type-two = type two
choice-inspection_kind-exhibition = exhibition
choice-inspection_kind-other = other

## Counting definitions and units
quantity-objects-detected = separate tracks, as the sensor held them
quantity-items-at-facility = items of this kind at this facility
quantity-deployed-delivery = deployed ICBMs, deployed SLBMs and deployed heavy bombers
quantity-warheads-counted = as the treaty counts them
quantity-launchers-counted = deployed and non-deployed launchers, and heavy bombers
quantity-inspectors-coming = inspectors, without the crew of the aircraft
quantity-calendar-year = calendar year
quantity-place-in-list = place in the list, from 1
quantity-facilities-in-list = facilities in the list of this year

## Profiles
profile-accident-measures = accident measures: launches in the other side's direction, explanations of nuclear events
profile-launch-data = launch data: reports of launches that took place
profile-south-asia = South Asia: flight tests, exercises, border flights and protected facilities
profile-strategic-arms = strategic arms: data, movements and inspections under a treaty that has lapsed
