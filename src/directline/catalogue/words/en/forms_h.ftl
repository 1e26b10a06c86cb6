### People: sites, pauses, corridors, exchanges: words of these forms.

## Titles
form-H1 = Humanitarian site
form-H2 = Humanitarian site: change or withdrawal
form-H4 = Notified movement: how it goes
form-H5 = STOP: a notified site or movement is being hit
form-H6 = Pause or ceasefire: proposal
form-H7 = Corridor: proposal
form-H8 = Vessel in the plan of a day
form-H9 = Notice of capture
form-H10 = Exchange: list
form-H12 = Exchange: result and count
form-H13 = Transfer of remains

## Answers
answer-on-unit-list = ON UNIT LIST: the named units have it on their list
answer-matched = MATCHED: every entry agrees with ours
answer-same-count = SAME COUNT: we counted the same
answer-other-count = OTHER COUNT: we counted otherwise

## Profiles
profile-humanitarian-notices = humanitarian notices: changes and movements under way
profile-sea-corridor = sea corridor: plan of a day
profile-detainees = captured persons and remains

## Fields
field-site_function = Use of the site
    .help = What it is used for now.
field-site_organisation = Organisation
    .help = Who runs the site. No person's name.
field-footprint = Outline
    .help = The corners of the site in order, one a line.
field-photograph = Digest of the photograph
    .help = SHA-256 of a photograph that your side keeps, 64 digits.
field-verified_by = Verified by
    .help = Who has checked place and use. "Nobody" is a legal answer.
field-verified_on = Verified on
    .help = A date in UTC: 2026-11-21.
field-valid_until = Valid until
    .help = The last day of this notice, in UTC. Then send it anew.
field-effect = Effect of this notice
    .help = This line stands on every such notice.
field-site_change = Change
    .help = What changes. One change a message.
field-effective_at = Effective from
    .help = In UTC: 2026-11-21T22:30Z.
field-movement_event = What happened
    .help = Where the movement stands.
field-expected_at = Expected at
    .help = When it is expected, in UTC.
field-unit_named = Receiver has named a unit
    .help = Whether the other side has named a unit of its own that holds the notice.
field-attack_harm = Harm
    .help = The worst that is known.
field-starts_at = Begins at
    .help = In UTC: 2026-11-21T22:30Z.
field-end_kind = End
    .help = Fixed, or open. It must be said.
field-ends_at = Ends at
    .help = In UTC, if the end is fixed.
field-extent = Where it holds
    .help = In an area, in a circle, or along the whole line.
field-stops_ground_fire = Fire from the ground stops
    .help = Artillery, mortars, rockets, small arms.
field-stops_air_strikes = Strikes by manned aircraft stop
    .help = Bombs and missiles from aircraft and helicopters.
field-stops_unmanned = Strikes by unmanned machines stop
    .help = In the air, on land and at sea.
field-stops_sea_fire = Fire from the sea stops
    .help = Guns and missiles of ships.
field-stops_advance = Forward movement stops
    .help = Nobody goes past the line that is held at the beginning.
field-exceptions = Exceptions
    .help = What may go on nevertheless.
field-exceptions_text = Exceptions, in words
    .help = Each exception, numbered.
field-monitor = Who watches over it
    .help = Who sees whether it is kept.
field-binding = When it binds
    .help = Silence is no consent. Only the answer ACCEPT is.
field-corridor_width = Width
    .help = Whole width, the route in the middle.
field-corridor_users = Who uses it
    .help = Who or what may pass.
field-stand_off = Forces keep off by
    .help = Distance from the edge. 10 nautical miles are 18520 m.
field-plan_day = Day of the plan
    .help = A date in UTC: 2026-11-21.
field-vessel_name = Vessel
    .help = Name in Latin letters, as registered.
field-imo_number = IMO number
    .help = Seven digits.
field-passage = Passage
    .help = Towards the ports, or away from them.
field-plan_order = Place in the order
    .help = 1 goes first.
field-plan_vessels = Vessels of that day
    .help = How many messages this plan has.
field-agency_number = Number at the central agency
    .help = The agency has the name. No names here.
field-service_number = Service number
    .help = As on the identity disc.
field-person_category = Category
    .help = As your side sees it. The other side may see it otherwise.
field-captured_on = Captured on
    .help = A date in UTC: 2026-11-21.
field-health = Health
    .help = The class alone, no diagnosis.
field-agency_told = The central agency was told
    .help = This form never stands in for that notice.
field-agency_told_on = Told on
    .help = A date in UTC: 2026-11-21.
field-card_sent = Capture card was sent
    .help = The card that the captured person fills in.
field-list_id = List
    .help = The number of the list that both sides use.
field-round = Round
    .help = The round of this exchange.
field-list_status = These entries are
    .help = One state for all entries of this message.
field-dispute = What is disputed
    .help = One reason a message.
field-entries = Entries
    .help = Numbers agreed for this list, one a line. Never names, never digests of names.
field-entry_count = Number of entries
    .help = As many as the list above has.
field-counting = Counting definition
    .help = Which persons the numbers count. A number without it means nothing.
field-handed_over = Handed over
    .help = By the side that writes this.
field-received = Received
    .help = By the side that writes this.
field-difference = Difference from the list
    .help = What was not as on the list.
field-difference_entries = Entries that differ
    .help = Their numbers on the list, one a line.
field-identity_by = Identity and wish confirmed by
    .help = Who asked each person, never the side that held them.
field-containers = Sealed containers
    .help = Who the dead are is found later, and may change.
field-seals = Seals
    .help = The number of each seal, one a line. More than 100: send another message.

## Choices
choice-site_function-hospital = hospital
choice-site_function-clinic = clinic or ambulance station
choice-site_function-shelter = shelter
choice-site_function-school = school
choice-site_function-camp = camp of displaced persons
choice-site_function-aid-store = store of relief goods
choice-site_function-aid-office = office of a relief organisation
choice-site_function-aid-residence = residence of relief workers
choice-site_function-food = food distribution or bakery
choice-site_function-water = water supply
choice-site_function-power = power supply of such a site
choice-site_function-worship = place of worship
choice-site_function-culture = museum or monument
choice-site_function-other = other

choice-verified_by-nobody = nobody: not verified
choice-verified_by-organisation = the organisation itself
choice-verified_by-neutral = the neutral host
choice-verified_by-united-nations = the United Nations
choice-verified_by-our-side = our side
choice-verified_by-your-side = your side

choice-effect-no-protection = gives no protection or permission; what the law protects stays protected without it

choice-site_change-withdrawn = withdrawn: no longer used so
choice-site_change-moved = moved
choice-site_change-footprint = other outline
choice-site_change-function = other use
choice-site_change-validity = valid until another day
choice-site_change-verified = now verified
choice-site_change-contact = other point of contact

choice-movement_event-started = started
choice-movement_event-delayed = delayed
choice-movement_event-halted = halted
choice-movement_event-off-route = on another route
choice-movement_event-goes-on = goes on after a halt
choice-movement_event-turned-back = turned back
choice-movement_event-arrived = arrived

choice-attack_harm-none-yet = none so far
choice-attack_harm-damage = damage
choice-attack_harm-fire = fire
choice-attack_harm-injured = persons injured
choice-attack_harm-dead = persons killed

choice-end_kind-fixed = at a fixed time
choice-end_kind-open = open: until one side says otherwise

choice-extent-area = in the area below
choice-extent-circle = in the circle below
choice-extent-whole-line = along the whole line of contact

choice-exceptions-none = none
choice-exceptions-self-defence = self-defence against fire
choice-exceptions-medical-evacuation = medical evacuation
choice-exceptions-mine-clearance = mine clearance
choice-exceptions-named = those named below

choice-monitor-none = nobody
choice-monitor-neutral-host = the neutral host
choice-monitor-joint = both sides together
choice-monitor-united-nations = the United Nations
choice-monitor-third-party = a third party

choice-binding-when-accepted = binds nobody until the other side answers ACCEPT

choice-corridor_users-civilians = civilians
choice-corridor_users-wounded = wounded and sick
choice-corridor_users-aid = relief goods
choice-corridor_users-medical-teams = medical teams
choice-corridor_users-repair-crews = repair crews
choice-corridor_users-merchant-vessels = merchant vessels
choice-corridor_users-prisoners = persons to be exchanged

choice-passage-inbound = towards the ports
choice-passage-outbound = away from the ports

choice-person_category-servicemen = members of the armed forces
choice-person_category-medical-or-religious = medical or religious personnel
choice-person_category-civilians = civilians
choice-person_category-wounded-or-ill = wounded or ill
choice-person_category-minors = under age
choice-person_category-mixed = mixed

choice-health-well = well
choice-health-wounded-or-ill = wounded or ill
choice-health-seriously-wounded-or-ill = seriously wounded or ill
choice-health-died = died

choice-list_status-asked-for = asked for
choice-list_status-offered = offered
choice-list_status-matched = matched
choice-list_status-disputed = disputed
choice-list_status-withdrawn = withdrawn

choice-dispute-identity = who it is
choice-dispute-category = the category
choice-dispute-already-returned = already returned
choice-dispute-died = died
choice-dispute-twice = stands twice
choice-dispute-not-held = not held by us
choice-dispute-not-asked = not asked for by us

choice-counting-servicemen-only = members of the armed forces only
choice-counting-parity = those inside the agreed ratio
choice-counting-all-who-move = every person who changes sides

choice-difference-none = none
choice-difference-no-show = not brought
choice-difference-substituted = another person brought
choice-difference-not-on-list = not on the list
choice-difference-does-not-wish = does not wish to go
choice-difference-unfit = not fit to travel
choice-difference-died = died
choice-difference-identity-differs = not who the list says
choice-difference-several = several of these

choice-identity_by-neutral = the neutral host
choice-identity_by-icrc = the International Committee of the Red Cross
choice-identity_by-receiving-side = the receiving side
choice-identity_by-nobody = nobody

## Counting definitions and units
quantity-imo-number = number of the ship, not a count
quantity-order-of-day = place in the order of that day
quantity-vessels-of-day = vessels in the plan of that day, both ways
quantity-exchange-round = number of the round, from 1
quantity-entries-of-message = entries in this message, one a person
quantity-persons-handed-over = persons handed over, by the counting definition below, without crew and escorts
quantity-persons-received = persons received, by the counting definition below, without crew and escorts
quantity-sealed-containers = sealed containers, never persons
