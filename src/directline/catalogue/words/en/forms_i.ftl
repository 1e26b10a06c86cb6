### Encounters and incidents: words of these forms.

## Titles
form-I2 = Coded phrase: please transmit to the ship or aircraft
form-I3 = Entry into your territory: it is ours
form-I6 = Interference with our command networks
form-I7 = Unsafe encounter: our report
form-I8 = Incident: collision, loss or damage
form-I9 = Distress: lives in danger, help asked
form-I10 = Persons or vessel adrift or across the line
form-I11 = Recovery area: wreck or fallen machine
form-I12 = Civil aircraft in danger: please warn it

## Answers
answer-transmitted = TRANSMITTED: sent on that frequency, when the remark says, else now
answer-not-transmitted = NOT TRANSMITTED: it was not sent
answer-answered = ANSWERED: sent, and the station gave the required response
answer-proceed = PROCEED: do as you intend
answer-leave = LEAVE: leave by the shortest safe way
answer-stay = STAY: remain where you are and wait

## Profiles
profile-recovery = recovery of wrecks

## Fields
field-phrase = Phrase to transmit
    .help = Transmit the code as it stands. Read in one printed copy of an annex, not checked against an official one.
field-phrase_number = Number n of the phrase
    .help = Only for phrases with n.
field-phrase_direction = Direction b of the phrase
    .help = Only for phrases with b. Degrees true, 0 to 359.
field-response = Required response
    .help = Follows from the phrase. Leave it empty: the station fills it in.
field-our_unit = On the sender's side
    .help = Kind, number and identity, as far as disclosed.
field-station_called = Call sign to be called
    .help = The ship or aircraft addressed: call sign, name or hull number.
field-frequency = Frequency
    .help = With its unit: 156.8 MHz.
field-checked = State of the code table
    .help = Whether the code was compared with an official annex.
field-entry_cause = How it came about
    .help = What brought it there.
field-entry_plan = What it will do
    .help = What it does next if you say nothing else.
field-help_wanted = Help wanted
    .help = What would help it most.
field-disturbed = What is disturbed
    .help = The kind of network.
field-band = Band or frequency
    .help = With its unit, as far as you disclose it: 225-400 MHz.
field-ended_at = Ended at
    .help = In UTC. Leave it empty while it goes on.
field-disturbance = Effect
    .help = What it does to the network.
field-happened_at = Time
    .help = When it happened, in UTC: 2026-11-21T22:30Z or 212230ZNOV26.
field-their_unit = On the receiver's side, as seen
    .help = Kind, number and identity, as far as known.
field-closest = Closest distance
    .help = Between the two, across the ground.
field-height_apart = Difference of height
    .help = At the closest distance. For aircraft.
field-behaviour = What was done
    .help = What was seen, not why.
field-behaviour_also = Also done
    .help = A second act, if there was one.
field-evidence = Digest of the evidence
    .help = SHA-256 of the recording that your side keeps, 64 digits. The recording itself is not sent.
field-incident = Kind of incident
    .help = What happened above all.
field-dead = Dead
    .help = Of your side, as far as known.
field-injured = Injured
    .help = Of your side, as far as known.
field-missing = Missing
    .help = Of your side, as far as known.
field-goes_on = Danger goes on
    .help = Whether danger or rescue goes on.
field-account = Account of the sender
    .help = What happened, in order. Facts only: no guess why.
field-distress = Kind of distress
    .help = What has happened to them.
field-craft = Craft
    .help = Kind, number and identity, as far as known.
field-persons_in_distress = Persons in danger
    .help = How many need rescue.
field-own_help = Our own rescuers
    .help = Whether help of your side is on the way.
field-help_asked = What we ask
    .help = The one thing that is needed most.
field-access_window = Access asked: from, until
    .help = When those who help would go in, in UTC.
field-access_area = Access asked: area
    .help = Three or more points in order, one a line.
field-coordinator = Point of contact
    .help = A role and how to reach it: telephone or frequency.
field-found = Who
    .help = Whom it is about. No names.
field-crossing = Which way
    .help = Whose people they are, and where they are now.
field-persons_found = Persons
    .help = How many.
field-condition = Condition
    .help = The worst that is known.
field-wish = Their wish
    .help = What they say themselves. Nobody is returned by this form.
field-return_way = Return proposed
    .help = How those who wish could return.
field-return_place = Place of return
    .help = In both notations.
field-return_window = Return: from, until
    .help = Start and end in UTC.
field-recovered = What is recovered
    .help = What is searched for or raised.
field-recovery_work = Work
    .help = What is done there.
field-dangerous_load = Dangerous load
    .help = Whether explosives, fuel or poison are in it.
field-keep_clear = Others are asked to keep clear
    .help = A request. It closes nothing.
field-civil_flight = Call sign of the flight
    .help = Call sign or registration; else the transponder code.
field-air_danger = Danger
    .help = What endangers the flight.
field-transmit = Words to transmit
    .help = Transmit the English words as they stand, after the call sign.
field-new_course = Course to steer
    .help = Degrees true, 0 to 359.
field-new_level = Level to take
    .help = Lowest and highest, with unit and datum.
field-new_frequency = Frequency to change to
    .help = With its unit: 121.5 MHz.
field-own_measure = What we have done
    .help = What your side has done so far.

## Choices
choice-phrase-IR1 = YV1 IR1: oceanographic work
choice-phrase-IR2 = YV1 IR2 (n): towing survey gear n metres astern
choice-phrase-IR3 = YV1 IR3: recovering gear
choice-phrase-IR4 = YV1 IR4: salvage
choice-phrase-JH1 = YV1 JH1: refloating a grounded ship
choice-phrase-MH1 = YV1 MH1: do not cross my bow
choice-phrase-NB1 = YV1 NB1 (b): untowed gear in direction b
choice-phrase-PJ1 = YV1 PJ1: cannot turn to starboard
choice-phrase-PJ2 = YV1 PJ2: cannot turn to port
choice-phrase-PJ3 = YV1 PJ3: steering broken
choice-phrase-PP8 = YV1 PP8 (b): dangerous operations, keep clear (direction b)
choice-phrase-QV2 = YV1 QV2: moored fore and aft, keep clear
choice-phrase-QV3 = YV1 QV3: anchored in deep water, with gear
choice-phrase-RT2 = YV1 RT2: will pass on your port side
choice-phrase-RT3 = YV1 RT3: will pass on your starboard side
choice-phrase-RT4 = YV1 RT4: will overtake on your port side
choice-phrase-RT5 = YV1 RT5: will overtake on your starboard side
choice-phrase-RT6 = YV1 RT6 (b): manoeuvring, keep clear (direction b)
choice-phrase-RT7 = YV1 RT7 (n): will close to n hundred metres on the starboard side
choice-phrase-RT8 = YV1 RT8 (n): will close to n hundred metres on the port side
choice-phrase-RT9 = YV1 RT9 (n): will cross astern at n hundred metres

choice-response-understood = it says that it has understood
choice-response-keep-clear = it says that it has understood, and keeps clear
choice-response-do-not-cross = it says that it has understood, and does not cross the bow
choice-response-reads-back-and-does = it reads the words back and acts on them
choice-response-gives-call-sign = it gives its call sign

choice-checked-not-checked = not checked against an official annex

choice-entry_cause-weather = weather
choice-entry_cause-damage = damage or failure
choice-entry_cause-navigation-error = error of navigation
choice-entry_cause-navigation-interference = navigation disturbed from outside
choice-entry_cause-medical = medical emergency
choice-entry_cause-distress = distress
choice-entry_cause-control-lost = unmanned, control lost
choice-entry_cause-other = other

choice-entry_plan-leave-now = leaves by the shortest way
choice-entry_plan-land = lands at the nearest safe place
choice-entry_plan-stop-there = stops there
choice-entry_plan-await-instructions = waits for your instructions
choice-entry_plan-cannot-steer = cannot be steered

choice-help_wanted-none = none
choice-help_wanted-way-out = a safe way out
choice-help_wanted-landing-place = a place to land
choice-help_wanted-harbour = a harbour or anchorage
choice-help_wanted-medical = medical help
choice-help_wanted-tow = a tow
choice-help_wanted-search-and-rescue = search and rescue
choice-help_wanted-fuel = fuel

choice-disturbed-radio = radio
choice-disturbed-data-link = data link
choice-disturbed-radar = radar
choice-disturbed-satellite-navigation = satellite navigation
choice-disturbed-satellite-link = satellite communication
choice-disturbed-early-warning = early warning
choice-disturbed-other = other

choice-disturbance-lost = lost altogether
choice-disturbance-degraded = made worse
choice-disturbance-false-data = shows what is not there
choice-disturbance-on-and-off = comes and goes

choice-behaviour-too-close = came too close
choice-behaviour-crossed-ahead = crossed ahead
choice-behaviour-flew-over = flew over low
choice-behaviour-followed-closely = followed closely
choice-behaviour-aimed = aimed a weapon
choice-behaviour-fire-control-radar = lit up by fire-control radar
choice-behaviour-laser = lit up by laser
choice-behaviour-dropped-objects = dropped objects or flares
choice-behaviour-jamming = jammed
choice-behaviour-blocked-way = blocked the way
choice-behaviour-no-lights = showed no lights
choice-behaviour-no-radio-answer = did not answer by radio
choice-behaviour-other = other

choice-incident-collision = collision
choice-incident-aircraft-lost = aircraft lost
choice-incident-vessel-lost = vessel lost
choice-incident-damage = damage
choice-incident-shots-fired = shots were fired
choice-incident-persons-hurt = persons hurt
choice-incident-weapon-found = weapon or part of one found
choice-incident-mine = mine
choice-incident-other = other

choice-distress-sinking = sinking
choice-distress-fire = fire
choice-distress-collision = collision
choice-distress-aground = aground
choice-distress-adrift = adrift
choice-distress-aircraft-down = aircraft down
choice-distress-aircrew-ejected = aircrew ejected
choice-distress-overboard = persons in the water
choice-distress-medical = medical emergency
choice-distress-other = other

choice-own_help-none = none
choice-own_help-on-the-way = on the way
choice-own_help-on-the-spot = on the spot

choice-help_asked-search-and-rescue = search and rescue by you
choice-help_asked-let-our-rescuers-in = let our rescuers in
choice-help_asked-medical = medical help
choice-help_asked-keep-clear = keep clear of the rescue
choice-help_asked-information = what you know of them

choice-found-on-foot = persons on land
choice-found-small-boat = small boat
choice-found-fishing-vessel = fishing vessel
choice-found-merchant-vessel = merchant vessel
choice-found-aircrew = aircrew
choice-found-in-the-water = persons in the water
choice-found-other = other

choice-crossing-yours-with-us = yours, now with us
choice-crossing-ours-with-you = ours, now with you or towards you

choice-condition-well = well
choice-condition-need-doctor = some need a doctor
choice-condition-urgent = life in danger
choice-condition-dead-among-them = some have died

choice-wish-want-to-return = they want to return
choice-wish-do-not-want = they do not want to return
choice-wish-differ = some do, some do not
choice-wish-not-asked = not asked yet

choice-return_way-at-sea = at sea
choice-return_way-at-crossing-point = at a crossing point
choice-return_way-by-air = by air
choice-return_way-through-third-party = through a third party

choice-recovered-aircraft-wreck = wreck of an aircraft
choice-recovered-unmanned-aircraft = unmanned aircraft
choice-recovered-vessel-wreck = wreck of a vessel
choice-recovered-weapon = weapon or part of one
choice-recovered-space-debris = debris from space
choice-recovered-persons = missing persons or remains

choice-recovery_work-search = search
choice-recovery_work-survey = survey
choice-recovery_work-make-safe = make safe on the spot
choice-recovery_work-raise = raise and take away

choice-air_danger-missile-firing = missile firing
choice-air_danger-air-defence-ready = air defence at readiness
choice-air_danger-gunnery = gunnery
choice-air_danger-unmanned-aircraft = unmanned aircraft
choice-air_danger-military-aircraft = military aircraft close by
choice-air_danger-falling-debris = falling debris
choice-air_danger-rocket-launch = rocket launch
choice-air_danger-navigation-interference = navigation disturbed
choice-air_danger-taken-for-military = may be taken for a military aircraft
choice-air_danger-off-course = far off its route

choice-transmit-turn-away = TURN AWAY NOW, DANGER AHEAD (turn away now, danger ahead)
choice-transmit-steer-course = TURN TO COURSE ... TRUE (take the course named below)
choice-transmit-climb = CLIMB NOW TO ... (climb to the level named below)
choice-transmit-descend = DESCEND NOW TO ... (descend to the level named below)
choice-transmit-leave-area = LEAVE THIS AREA BY THE SHORTEST WAY (leave the area by the shortest way)
choice-transmit-change-frequency = CONTACT US ON ... (change to the frequency named below)
choice-transmit-identify = SAY YOUR CALL SIGN (say your call sign)

choice-own_measure-none = nothing yet
choice-own_measure-warned-by-us = we warned it ourselves
choice-own_measure-fire-held = our fire is held
choice-own_measure-own-aircraft-away = our aircraft moved away
choice-own_measure-airspace-closed = our airspace there is closed

## Counting definitions and units
quantity-phrase-number = metres for IR2, hundreds of metres for RT7, RT8 and RT9
quantity-persons-own-side = persons of the reporting side, each counted once
quantity-persons-in-distress = every person who needs rescue, crew included
quantity-persons-found = every person of the group, the dead included
