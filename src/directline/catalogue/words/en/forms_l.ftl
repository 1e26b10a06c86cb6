### Words of the forms of the line, beside the first ones.

## Titles
form-L2 = Service message between operators
form-L3 = Circuit out of service, or restored
form-L7 = Say again, or doubt about a field
form-L9 = Change of contact
form-L10 = Key: change, loss or compromise
form-L11 = State of the watch

## Fields
field-bearer = Circuit
    .help = Name or number of the circuit, as all parties use it.
field-service_text = Service text
    .help = About the line itself, for the operators. Nothing for the principals.
field-outage_state = State
    .help = Whether the outage is planned, has begun or is over.
field-outage_at = Out or back at
    .help = When the circuit failed or came back, in UTC.
field-expected_until = Expected back at
    .help = When the circuit is expected back, in UTC.
field-outage_cause = Cause
    .help = Why the circuit is out, as far as known.
field-alternate = Alternate circuit
    .help = What carries the line meanwhile.
field-query = Query
    .help = The whole message again, or a doubt about one field.
field-doubted_field = Field in doubt
    .help = Its name in the form, for example position.
field-doubt = Doubt
    .help = What seems wrong with the field as received.
field-contact_action = What changes
    .help = Whether the contact is new, changed or withdrawn.
field-new_contact = Contact
    .help = A role and how to reach it. A role, never a person's name.
field-old_contact = Replaces
    .help = The contact that no longer counts, if there is one.
field-valid_from = Valid from
    .help = When the change takes effect, in UTC.
field-languages = Languages
    .help = Language codes with a space between: en ru.
field-key_event = Event
    .help = What happened to the key.
field-key_id = Key
    .help = Its fingerprint or name, as the charter shows it.
field-occurred_at = Happened at
    .help = When it happened or was first noticed, in UTC.
field-key_use = Key still in use
    .help = Whether our side still uses this key.
field-out_of_band = To be checked by
    .help = How you can check this outside the line.
field-on_watch = Officer on watch
    .help = Whether an officer is on watch now.
field-next_relief = Next relief
    .help = When the watch is relieved next, in UTC.

## Choices
choice-outage_state-planned = planned
choice-outage_state-begun = has begun
choice-outage_state-restored = over, circuit restored

choice-outage_cause-maintenance = maintenance
choice-outage_cause-equipment = equipment failure
choice-outage_cause-cable = cable damage
choice-outage_cause-power = power failure
choice-outage_cause-interference = interference
choice-outage_cause-weather = weather
choice-outage_cause-other = other

choice-query-say-again = say again the whole message
choice-query-doubt-about-field = we doubt one field

choice-doubt-not-readable = cannot be read
choice-doubt-not-plausible = cannot be right
choice-doubt-differs = differs from another message
choice-doubt-not-understood = not understood
choice-doubt-other = other

choice-contact_action-new = new contact
choice-contact_action-changed = contact changed
choice-contact_action-withdrawn = contact withdrawn

choice-key_event-change = planned change
choice-key_event-loss = lost
choice-key_event-compromise = known to others
choice-key_event-suspected-compromise = may be known to others

choice-out_of_band-in-person = meeting in person
choice-out_of_band-telephone = telephone
choice-out_of_band-courier = courier
choice-out_of_band-diplomatic-channel = diplomatic channel
choice-out_of_band-none = no other way now

## Profiles
profile-watch = watch: who is on duty, told at each relief
