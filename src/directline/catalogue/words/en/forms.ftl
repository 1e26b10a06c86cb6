### Titles, labels, help and choices of the forms.  English is the design language.

## Titles
form-I0 = STEP BACK: halt what you are doing
form-I1 = STOP: you are hitting this
form-I4 = Entry into our territory: yours?
form-I5 = Our stray weapon or drone
form-L1 = Line test
form-L4 = Receipt
form-L5 = Query: was it seen, or what is missing
form-L6 = Correction or cancellation
form-L8 = Suspend or resume a subject
form-A1 = Hazard area
form-A6 = Area of air operations
form-S1 = Ballistic missile launch, advance notice
form-H3 = Humanitarian movement
form-H11 = Exchange: movement of persons
form-Q1 = Request for clarification
form-Q2 = Reply to a request for clarification

## Fields
field-addressee = To (role)
    .help = The role that must take this. A role, never a person's name.
field-remark = Remark
    .help = A short remark in your own language. It is not translated. Leave it empty if the fields say it all.
field-position = Position
    .help = Latitude and longitude, and the same place in MGRS. The two must agree.
field-since = Since
    .help = When it began, in UTC: 2026-11-21T22:30Z or 212230ZNOV26.
field-circle = Circle
    .help = Centre in both notations, and a radius in km or nautical miles.
field-area = Area
    .help = Three or more points in order, one a line: latitude and longitude, or MGRS, or both with / between.
field-window = From, until
    .help = Start and end in UTC.
field-altitude = Altitude
    .help = Lowest and highest, with unit (ft, m, FL) and datum (AMSL, AGL, FL). SFC is the surface, UNL is unlimited.
field-course = Course
    .help = Degrees true, 0 to 359.
field-speed = Speed
    .help = Knots.
field-halt = What must halt
    .help = What the other side is asked to halt, here and now.
field-own_forces = Our forces are there
    .help = Whether our own forces are at this place.
field-hit = What is being hit
    .help = What is being hit there now.
field-says = Who says so
    .help = Where the report comes from.
field-seen = What was seen
    .help = Kind, number and identity, as far as known.
field-seen_at = Seen at
    .help = When it was last seen at this position, in UTC.
field-instruction = Instruction given
    .help = What it was told to do on the spot.
field-weapon = Kind
    .help = What is astray.
field-launched_at = Launched at
    .help = When it was launched or got out of control, in UTC.
field-launched_from = Launched from
    .help = Where it was launched, in both notations.
field-impact_circle = Expected impact
    .help = Where it is expected to come down: centre in both notations, and a radius.
field-impact_at = Impact expected at
    .help = When it is expected to come down, in UTC.
field-armed = Armed
    .help = Whether it carries a live charge.
field-intent = Hostile intent
    .help = This form says that there is none.
field-number = Test number
    .help = The number of this test.
field-neutral = Test text
    .help = A sentence of the neutral collection. It means nothing else.
field-checksum = Check digits
    .help = Four digits made from number and text. Both persons compare them.
field-ref_party = Of the message: party
    .help = The party that wrote the message, by its number in the charter.
field-ref_generation = Of the message: generation
    .help = The generation of that party's feed.
field-ref_position = Of the message: position
    .help = The position in that party's feed.
field-level = Step
    .help = 2 delivered, 3 opened, 4 understood, 5 passed, 6 answered or declined.
field-role = Role
    .help = The role of the person who did the step.
field-call_sign = Call sign
    .help = The call sign of the person who did the step.
field-passed_unit = Unit or authority
    .help = The unit or authority that was told.
field-answer = Answer
    .help = The code of the answer.
field-read_back = Values read back
    .help = What the receiver entered again.
field-decline_reason = Reason for declining
    .help = The code of the reason.
field-request = Request
    .help = Whether a message was seen, or messages that are missing here.
field-ref = Message
    .help = Its party and number: ALPHA 12.
field-last = Last missing message
    .help = The end of the range, where numbers are missing.
field-action = Action
    .help = Cancel the message, or correct some of its fields.
field-original_form = Form of the message
    .help = The code of the form that is cancelled or corrected.
field-changes = Corrected fields
    .help = One a line: field = new value.
field-correction_reason = Reason
    .help = Why it is cancelled or corrected.
field-subject = Subject
    .help = The subject that is suspended or resumed. Tests, life-saving and humanitarian forms always go on.
field-suspension = Suspend or resume
    .help = What your side declares.
field-legal_basis = Legal basis
    .help = What your side relies on, in its own words.
field-effective_date = Effective from
    .help = A date in UTC: 2026-11-21.
field-launch_date = Launch date
    .help = The planned date in UTC: 2026-11-21.
field-missile_class = Class
    .help = Intercontinental or submarine-launched ballistic missile.
field-launch_place = Launch area, in words
    .help = For a submarine: the ocean quadrant or body of water.
field-launch_area = Launch area
    .help = Three or more points in order, one a line.
field-impact_area = Impact area
    .help = Three or more points in order, one a line.
field-nature = Nature of the hazard
    .help = What makes the area dangerous, if it is disclosed.
field-warning_ref = Published warning
    .help = Number of the NOTAM or NAVAREA warning.
field-aircraft = Aircraft
    .help = Category only. No targets.
field-separation_rule = Separation rule
    .help = Code of the rule that both sides keep.
field-cause = Cause of concern
    .help = What you have seen and why it concerns you.
field-activity = Activity
    .help = The kind of activity that you ask about.
field-questions = Questions
    .help = Number your questions. One matter each.
field-result = Result
    .help = Whether the questions are answered. "Cannot say" is a legal answer.
field-reply = Reply
    .help = Answer each question by its number.
field-activity_ends = Activity ends
    .help = When the activity is expected to end, in UTC.
field-organisation = Organisation
    .help = Who moves.
field-route = Route
    .help = Points in order, one a line. A time may follow: @ 2026-11-21T22:30Z.
field-vehicles = Vehicles
    .help = How many vehicles move.
field-vehicle_marks = Types, plates, colours
    .help = Each vehicle: type, plate, colour.
field-persons = Persons
    .help = How many persons travel.
field-roof_marking = Roof marking
    .help = Whether the roofs carry a marking that can be seen from the air.
field-infrared = Infrared marking
    .help = Whether the marking can be seen at night in infrared.
field-contact = Contact on the way
    .help = A role and how to reach it: telephone or frequency.
field-emergency = Emergency
    .help = An emergency movement gives shorter notice.
field-mode = Mode
    .help = How the persons travel.
field-vehicle_id = Vehicle, flight or vessel
    .help = Registration, flight number or name.
field-handover = Place of handover
    .help = In both notations.
field-stand_down = Air defence stands down within
    .help = Centre in both notations, and a radius.

## Choices of every form
choice-unknown = unknown
choice-ynu-yes = yes
choice-ynu-no = no

choice-halt-approach = approach
choice-halt-fire = fire
choice-halt-movement = movement
choice-halt-flight = flight
choice-halt-boarding = boarding
choice-halt-emission = emission (radar, jamming, laser)

choice-hit-own-forces = our own forces
choice-hit-friendly-forces = forces allied with us
choice-hit-civilians = civilians
choice-hit-hospital = hospital
choice-hit-humanitarian-convoy = humanitarian convoy
choice-hit-humanitarian-site = humanitarian site
choice-hit-aircraft = aircraft
choice-hit-vessel = vessel
choice-hit-infrastructure = dangerous or vital infrastructure

choice-says-own-unit = our unit on the spot
choice-says-own-command = our command
choice-says-humanitarian-organisation = humanitarian organisation
choice-says-third-party = third party
choice-says-civil-authority = civil authority

choice-kind-aircraft = aircraft
choice-kind-helicopter = helicopter
choice-kind-unmanned-aircraft = unmanned aircraft
choice-kind-vessel = vessel
choice-kind-submarine = submarine
choice-kind-vehicle = vehicle
choice-kind-persons = persons on foot
choice-kind-balloon = balloon
choice-kind-other = other

choice-instruction-none-given = none given
choice-instruction-turn-back = turn back
choice-instruction-leave = leave the area
choice-instruction-land = land
choice-instruction-stop = stop
choice-instruction-follow = follow us
choice-instruction-identify = identify yourself

choice-weapon-ballistic-missile = ballistic missile
choice-weapon-cruise-missile = cruise missile
choice-weapon-unmanned-aircraft = unmanned aircraft
choice-weapon-air-dropped = air-dropped weapon
choice-weapon-artillery = artillery shell
choice-weapon-rocket = rocket
choice-weapon-torpedo = torpedo
choice-weapon-naval-drone = naval drone
choice-weapon-balloon = balloon
choice-weapon-other = other

choice-intent-none = none

choice-request-query-ack = has this message been seen?
choice-request-gap-request = send the missing messages

choice-action-cancel = cancel
choice-action-correct = correct

choice-correction_reason-false-alarm = false alarm
choice-correction_reason-error = error in the message
choice-correction_reason-overtaken = overtaken by events
choice-correction_reason-activity-cancelled = activity cancelled
choice-correction_reason-activity-changed = activity changed
choice-correction_reason-clearer = made clearer

choice-subject-launch-notification = launch notifications
choice-subject-hazard-notification = hazard areas
choice-subject-air-deconfliction = air deconfliction
choice-subject-humanitarian-movement = humanitarian movements
choice-subject-clarification = requests for clarification
choice-subject-strategic-arms = strategic arms data and inspections
choice-subject-exercise-notification = military exercises and reports
choice-subject-zones = zones and movements near the contact line
choice-subject-incident-report = incident reports
choice-subject-consultation = calls, meetings and protests
choice-subject-cross-domain = cyber, infrastructure, nuclear safety and space
choice-subject-other = other

choice-suspension-suspend = suspend
choice-suspension-resume = resume

choice-missile_class-icbm = intercontinental ballistic missile (ICBM)
choice-missile_class-slbm = submarine-launched ballistic missile (SLBM)

choice-nature-gunnery = gunnery
choice-nature-missile-firing = missile firing
choice-nature-torpedo = torpedo firing
choice-nature-bombing = bombing practice
choice-nature-submarine-exercise = submarine exercise
choice-nature-mine-clearance = mine clearance
choice-nature-salvage = salvage or towing
choice-nature-rocket-debris = falling rocket parts
choice-nature-other = other

choice-aircraft-fast-jet = fast jets
choice-aircraft-bomber = bombers
choice-aircraft-transport = transport aircraft
choice-aircraft-tanker-or-support = tankers or support aircraft
choice-aircraft-helicopter = helicopters
choice-aircraft-unmanned = unmanned aircraft
choice-aircraft-mixed = mixed

choice-activity-movement = movement of forces
choice-activity-exercise = exercise
choice-activity-concentration = concentration of forces
choice-activity-flight = flights
choice-activity-naval = naval activity
choice-activity-missile = missile activity
choice-activity-construction = construction
choice-activity-emission = emissions or interference
choice-activity-incident = incident
choice-activity-other = other

choice-result-answered = answered
choice-result-answered-in-part = answered in part
choice-result-cannot-say = cannot say

choice-mode-air = by air
choice-mode-road = by road
choice-mode-rail = by rail
choice-mode-sea = by sea

## Neutral texts of the line test
choice-neutral-T1 = The river is low in autumn and the stones on the bank are dry.
choice-neutral-T2 = Four white boats lie in the harbour, and the fifth is green.
choice-neutral-T3 = In the morning the baker opens his shop before the street lamps go out.
choice-neutral-T4 = The old apple tree behind the school bears fruit every second year.
choice-neutral-T5 = A library of nine rooms keeps its maps in the smallest one.
choice-neutral-T6 = Snow fell on the hills at night, but the valley stayed grey.
choice-neutral-T7 = The train stops at seven stations, and at the third there is tea.
choice-neutral-T8 = Two clocks in one house seldom strike at the same moment.

## Counting definitions and units
quantity-test-number = counts tests of this line
quantity-ladder = step of the receipt, 2 to 6
quantity-degrees-true = degrees true
quantity-knots = knots
quantity-vehicles-moving = every vehicle that moves, escorts included, trailers not
quantity-persons-aboard = every person who travels, drivers and escorts included
quantity-persons-exchanged = persons to be handed over, without crew and escorts
datum-AMSL = above mean sea level
datum-AGL = above ground
datum-FL = flight level, pressure 1013.25 hPa

## Roles
role-DUTY-OFFICER = duty officer
role-WATCH-SUPERVISOR = watch supervisor
role-AIR-OPERATIONS = air operations
role-MARITIME-OPERATIONS = maritime operations
role-GROUND-OPERATIONS = ground operations
role-AIR-DEFENCE = air defence
role-LIAISON-OFFICER = liaison officer
role-SEARCH-AND-RESCUE = search and rescue
role-HUMANITARIAN-CELL = humanitarian cell
role-CONVOY-LEADER = convoy leader
role-EXCHANGE-COORDINATOR = exchange coordinator
role-COMMANDER = commander
role-DUTY-DIPLOMAT = duty diplomat

## Profiles
profile-core = core: on every line
