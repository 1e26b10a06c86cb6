### Across domains: words of these forms.

## Titles
form-X1 = Cyber inquiry
form-X2 = Accident at a nuclear facility
form-X3 = Dangerous infrastructure at risk
form-X4 = Space object: risk

## Profiles
profile-cyber = computer networks
profile-nuclear-safety = nuclear safety and dangerous infrastructure
profile-space = space objects

## Fields
field-system_class = Kind of system
    .help = What is affected.
field-cyber_effect = Effect
    .help = What was seen. Not who, not why.
field-indicators = Digest of the indicators
    .help = SHA-256 of the technical data that your side keeps, 64 digits.
field-cyber_request = What we ask
    .help = "None" must be chosen, not left out.
field-reply_wanted = Reply wanted
    .help = Whether you ask for it by a certain time.
field-reply_by = Reply asked by
    .help = In UTC: 2026-11-21T22:30Z. A request, no ultimatum.
field-will_do = What we will do
    .help = On our own side. "None" must be chosen, not left out.
field-facility_name = Facility
    .help = Its usual name.
field-facility_kind = Kind of facility
    .help = What it is.
field-accident_nature = What happened
    .help = As far as known now.
field-accident_cause = Cause
    .help = Established or under study. No guess.
field-release = Radioactive release
    .help = Whether any has left the facility.
field-release_kind = Kind of release
    .help = What was released above all.
field-release_power = Amount
    .help = The power of ten of the activity: 15 for some 10 to the 15 becquerel.
field-release_height = Height of release
    .help = Above ground, effective height if known.
field-wind_from = Wind from
    .help = Degrees true, 0 to 359.
field-wind_speed = Wind speed
    .help = Whole metres a second.
field-rain = Rain or snow
    .help = Whether it falls there now.
field-health_measures = Measures taken
    .help = What is done for people around it.
field-forecast = How it goes on
    .help = For the next hours, as your side expects.
field-next_report_at = Next report at
    .help = When you mean to report again, in UTC.
field-object_kind = Kind of object
    .help = What is in danger.
field-object_name = Object
    .help = Its usual name.
field-object_danger = Danger
    .help = What is seen there. Not who, not why.
field-object_request = What we ask
    .help = The one thing that is needed most.
field-space_event = What happens
    .help = What makes the object a risk.
field-object_number = Object
    .help = Its international designator or catalogue number.
field-second_object = Second object
    .help = For a close approach: the other one.
field-miss_distance = Distance of passing
    .help = As calculated, in whole metres.
field-orbit_low = Lowest point of the orbit
    .help = Above the mean surface of the Earth.
field-orbit_high = Highest point of the orbit
    .help = Above the mean surface of the Earth.
field-inclination = Inclination
    .help = To the equator, in whole degrees.
field-space_request = What we ask
    .help = The one thing that is needed most.

## Choices
choice-system_class-power = electric power
choice-system_class-water = water
choice-system_class-health = health care
choice-system_class-finance = finance
choice-system_class-transport = transport
choice-system_class-communications = communications
choice-system_class-government = public administration
choice-system_class-military = military
choice-system_class-industry = industrial control
choice-system_class-space = space systems
choice-system_class-other = other

choice-cyber_effect-outage = outage
choice-cyber_effect-data-changed = data changed
choice-cyber_effect-data-lost = data lost
choice-cyber_effect-intrusion = intrusion found
choice-cyber_effect-scanning = scanning
choice-cyber_effect-false-alarms = false alarms
choice-cyber_effect-other = other

choice-cyber_request-none = none
choice-cyber_request-inform = tell us what you know
choice-cyber_request-stop = stop it if it comes from your territory
choice-cyber_request-keep-traces = keep the traces
choice-cyber_request-meet = experts should meet

choice-reply_wanted-none = at no certain time
choice-reply_wanted-by-instant = by the time below

choice-will_do-none = none
choice-will_do-investigate = look into it on our side
choice-will_do-keep-traces = keep the traces
choice-will_do-share-indicators = share technical data
choice-will_do-isolate = cut the system off

choice-facility_kind-power-reactor = power reactor
choice-facility_kind-research-reactor = research reactor
choice-facility_kind-ship-reactor = reactor of a ship or submarine
choice-facility_kind-fuel-works = nuclear fuel works
choice-facility_kind-waste = store of radioactive waste
choice-facility_kind-transport = transport
choice-facility_kind-source = radioactive source
choice-facility_kind-satellite = satellite
choice-facility_kind-other = other

choice-accident_nature-cooling-lost = cooling lost
choice-accident_nature-power-lost = power lost
choice-accident_nature-fire-or-explosion = fire or explosion
choice-accident_nature-criticality = unintended chain reaction
choice-accident_nature-damage-from-outside = damage from outside
choice-accident_nature-leak = leak
choice-accident_nature-source-lost = source lost
choice-accident_nature-other = other

choice-accident_cause-technical = technical
choice-accident_cause-human-error = human error
choice-accident_cause-natural-event = natural event
choice-accident_cause-damage-from-outside = damage from outside
choice-accident_cause-under-study = under study

choice-release_kind-noble-gases = noble gases
choice-release_kind-iodine = iodine
choice-release_kind-aerosols = aerosols
choice-release_kind-liquid = liquid
choice-release_kind-mixed = mixed

choice-health_measures-none = none
choice-health_measures-sheltering = people stay indoors
choice-health_measures-iodine-tablets = iodine tablets
choice-health_measures-evacuation = evacuation
choice-health_measures-food-limits = limits on food and water
choice-health_measures-several = several of these

choice-forecast-ended = over
choice-forecast-easing = easing
choice-forecast-steady = no change
choice-forecast-worsening = getting worse

choice-object_kind-nuclear-plant = nuclear power plant
choice-object_kind-spent-fuel = store of spent fuel
choice-object_kind-dam = dam
choice-object_kind-chemical-plant = chemical plant
choice-object_kind-power-station = power station
choice-object_kind-waterworks = waterworks
choice-object_kind-pipeline = pipeline
choice-object_kind-cable = undersea cable

choice-object_danger-fire-near = fire falls near it
choice-object_danger-burning = it burns
choice-object_danger-power-lost = power lost
choice-object_danger-cooling-lost = cooling lost or failing
choice-object_danger-flooding = water rises or breaks out
choice-object_danger-structure-damaged = structure damaged
choice-object_danger-mines = mines in or near it
choice-object_danger-staff-cannot-work = staff cannot work safely

choice-object_request-stop-fire-near = stop fire near it
choice-object_request-keep-clear = keep clear of it
choice-object_request-let-repair-in = let repair crews in
choice-object_request-restore-supply = restore power or water
choice-object_request-let-staff-change = let the staff change shifts
choice-object_request-let-inspectors-in = let inspectors in
choice-object_request-information = tell us what you know

choice-space_event-close-approach = close approach
choice-space_event-re-entry = re-entry
choice-space_event-break-up = break-up
choice-space_event-control-lost = control lost
choice-space_event-manoeuvre = manoeuvre planned

choice-space_request-none = none
choice-space_request-data = orbit data
choice-space_request-hold-manoeuvre = hold your manoeuvre
choice-space_request-agree-manoeuvre = agree who manoeuvres
choice-space_request-talks = talks of experts

## Counting definitions and units
quantity-becquerel-power = power of ten of the becquerel
quantity-metres-a-second = metres a second
quantity-kilometres = kilometres
quantity-degrees = degrees
