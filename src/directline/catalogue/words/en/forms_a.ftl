### Words of the forms of planned activities, beside the first ones.

## Titles
form-A2 = Military exercise, prior notice
form-A3 = Military exercise without notice to the troops
form-A4 = Exercise near the border
form-A5 = Flight near the border
form-A7 = Zone: declare, change or lift
form-A8 = Special caution area, proposal
form-A9 = Use of a laser
form-A10 = Ground movement near the contact line
form-A11 = Document published
form-A12 = Special operation at sea, signal made

## Fields
field-designation = Name of the exercise
    .help = As it is called officially.
field-purpose = Purpose
    .help = What is exercised, in one or two sentences.
field-states = States taking part
    .help = Two-letter country codes with a space between.
field-command_level = Level of command
    .help = The highest level that directs the exercise.
field-troops = Troops
    .help = Greatest number at any one time.
field-tanks = Battle tanks
    .help = Greatest number at any one time.
field-armoured_vehicles = Armoured combat vehicles
    .help = Greatest number at any one time.
field-artillery = Artillery
    .help = Greatest number at any one time.
field-helicopters = Helicopters
    .help = Greatest number at any one time.
field-sorties = Sorties
    .help = How many are planned.
field-amphibious = Troops landed from the sea
    .help = Number of troops. 0 if there is none.
field-airborne = Troops by parachute or helicopter
    .help = Number of troops. 0 if there is none.
field-sealed_until = Not to be told to the troops before
    .help = When the exercise becomes known to the troops, in UTC.
field-exercise_kind = Kind of exercise
    .help = Land, air, naval or joint.
field-formations = Formations
    .help = Which formations take part, by level and number.
field-forces_shifted = Forces moved in
    .help = Forces brought from other areas for the exercise, and until when.
field-flight_purpose = Purpose of the flight
    .help = What the flight is for.
field-aircraft_type = Aircraft type
    .help = Its type designator.
field-weapons_aboard = Weapons aboard
    .help = Whether the aircraft carries weapons.
field-zone = Zone
    .help = Its short name, the same in every message about it.
field-zone_action = Action
    .help = Whether the zone is declared, changed or lifted.
field-may_enter = Who may enter
    .help = As long as the zone is in force.
field-measures = Measures
    .help = What all parties do or leave undone in the area.
field-frequencies = Frequencies
    .help = For direct contact in the area: 121.5 MHz.
field-wavelength = Kind of light
    .help = The range of wavelengths.
field-hazard_range = Hazard distance
    .help = Up to where it can harm eyes or sensors, in metres.
field-moving = What moves
    .help = Kind, number and identity, as far as disclosed.
field-marking = Marking
    .help = How the vehicles can be recognised from the ground and the air.
field-document_title = Title
    .help = As printed, in its own language.
field-document_kind = Kind of document
    .help = What kind of document it is.
field-document_date = Date of the document
    .help = A date in UTC: 2026-11-21.
field-document_place = Where it stands
    .help = Where the document can be read: an address or a number.
field-document_digest = Digest
    .help = SHA-256 of the file, so that all mean the same text.
field-signal = Signal made
    .help = As made on the spot. Its meaning is that of your agreed table.
field-operation = Operation
    .help = In plain words, whatever the signal says.
field-vessel = Ship or aircraft
    .help = Call sign, hull number or name.
field-signal_at = Time of the signal
    .help = When the signal was made, in UTC.

## Choices
choice-command_level-company = company
choice-command_level-battalion = battalion
choice-command_level-brigade = brigade or regiment
choice-command_level-division = division
choice-command_level-corps = corps
choice-command_level-army = army or higher
choice-command_level-joint = joint command
choice-command_level-other = other

choice-exercise_kind-land = land
choice-exercise_kind-air = air
choice-exercise_kind-naval = naval
choice-exercise_kind-joint = joint

choice-flight_purpose-survey = survey
choice-flight_purpose-relief = relief
choice-flight_purpose-rescue = rescue
choice-flight_purpose-supply = supply of posts
choice-flight_purpose-other = other

choice-zone_action-declare = declare
choice-zone_action-change = change
choice-zone_action-lift = lift

choice-may_enter-nobody = nobody
choice-may_enter-author-only = only the author of this message
choice-may_enter-addressees-only = only those this is addressed to
choice-may_enter-all-parties = all parties
choice-may_enter-civil-only = civil traffic only
choice-may_enter-humanitarian-only = humanitarian traffic only

choice-wavelength-ultraviolet = ultraviolet
choice-wavelength-visible = visible
choice-wavelength-near-infrared = near infrared
choice-wavelength-infrared = mid or far infrared
choice-wavelength-several = several

choice-ground-infantry = infantry
choice-ground-vehicles = unarmoured vehicles
choice-ground-armour = armoured vehicles
choice-ground-artillery = artillery
choice-ground-engineers = engineers
choice-ground-supply = supply
choice-ground-medical = medical
choice-ground-mixed = mixed

choice-document_kind-strategy = strategy
choice-document_kind-doctrine = doctrine
choice-document_kind-report = report
choice-document_kind-law = law
choice-document_kind-budget = budget
choice-document_kind-other = other

choice-operation-preparing-to-dive = submarine preparing to dive
choice-operation-submarine-surfacing = submarine about to surface
choice-operation-launching-aircraft = launching aircraft
choice-operation-recovering-aircraft = recovering aircraft
choice-operation-helicopter-operations = helicopter operations
choice-operation-replenishment = replenishment at sea
choice-operation-other = other

## Counting definitions and units
quantity-troops-taking-part = every person in uniform who takes part, staffs and support included
quantity-tanks-taking-part = battle tanks that take part
quantity-armoured-vehicles-taking-part = armoured combat vehicles that take part, without tanks
quantity-artillery-taking-part = guns, mortars and rocket launchers of 100 mm and more that take part
quantity-helicopters-taking-part = helicopters that take part, of every kind
quantity-sorties-planned = take-offs of aircraft, without helicopters
quantity-troops-landing = troops that land from ships
quantity-troops-dropped = troops that land by parachute or helicopter
quantity-metres = metres

## Profiles
profile-dangerous-activities = dangerous activities: special caution areas, lasers, interference with command
profile-policy-notices = policy notices: documents that the other side should read
profile-special-signals = special signals: signals at sea, relayed with their meaning in plain words
