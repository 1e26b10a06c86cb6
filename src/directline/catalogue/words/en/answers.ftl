### Answers, reasons, errors of fields, and the small words of a shown message.

## Answers
answer-standby = STANDBY: wait, we will answer
answer-checking = CHECKING: we are finding out
answer-wait = WAIT: do not start yet
answer-wilco = WILCO: we will do it
answer-unable = UNABLE: we cannot do it
answer-roger = ROGER: received and understood
answer-affirm = AFFIRM: yes
answer-negative = NEGATIVE: no
answer-ours = OURS: it belongs to us
answer-not-ours = NOT OURS: it does not belong to us
answer-no-conflict = NO CONFLICT: received, no conflict
answer-conflict = CONFLICT: received, there is a conflict
answer-air-defence-told = AIR DEFENCE TOLD: the named unit has been told
answer-accept = ACCEPT: we accept it as it stands
answer-object = OBJECT: we do not accept it
answer-noted = NOTED: seen, neither accepted nor objected to
answer-hold = HOLD: do not move

## Reasons for declining
decline-not-competent = not our competence
decline-other-channel = use the other channel
decline-cannot-say = we cannot say
decline-not-clear = the message is not clear
decline-not-now = not now

## Errors of fields
error-required = This field is empty.
    .remedy = Fill it in, or choose "unknown".
error-required-known = This field is empty.
    .remedy = Fill it in. It cannot be unknown.
error-unknown-not-here = This field cannot be unknown.
    .remedy = Name what this message acts on.
error-no-such-field = The form has no field "{ $name }".
    .remedy = Use the field names of the form.
error-one-of = At least one of these is needed: { $fields }.
    .remedy = Fill one of them in, or choose "unknown".
error-choice = This is not one of the choices.
    .remedy = Choose one of: { $choices }.
error-number-form = This is not a whole number.
    .remedy = Write digits only.
error-number-range = The number is outside { $low } to { $high }.
    .remedy = Write a number from { $low } to { $high }.
error-instant-no-date = A time without a date is not enough.
    .remedy = Write date and time in UTC: 2026-11-21T02:30Z or 210230ZNOV26.
error-instant-no-zone = It is not said which time this is.
    .remedy = Write the time in UTC and end it in Z: 2026-11-21T22:30Z.
error-instant-offset = This time is not in UTC.
    .remedy = Convert it to UTC and end it in Z: 2026-11-21T22:30Z.
error-instant-form = This time cannot be read.
    .remedy = Write it in UTC: 2026-11-21T22:30Z or 212230ZNOV26.
error-instant-range = The date is outside 2000 to 2099.
    .remedy = Check the year.
error-date-impossible = There is no such date or time.
    .remedy = Check day, month, hour and minute.
error-date-form = This date cannot be read.
    .remedy = Write year, month, day: 2026-11-21.
error-window-both = Start and end are both needed.
    .remedy = Write both in UTC.
error-window-order = The end is not after the start.
    .remedy = Check both times.
error-position-both = Both notations are needed.
    .remedy = Give latitude and longitude, and the same place in MGRS from a second reading of the map.
error-position-apart = The two notations are { $distance } apart.
    .remedy = Check both against the map. At most { $tolerance } is allowed.
error-position-form = This position cannot be read.
    .remedy = Write 35 20.167 N 040 08.467 E, or 35.3361 40.1411.
error-position-comma = A comma inside a number is ambiguous.
    .remedy = Write a point: 35.3361 40.1411.
error-position-hemisphere = The hemisphere is not clear.
    .remedy = Write latitude with N or S, then longitude with E or W.
error-position-minutes = Minutes and seconds must be below 60.
    .remedy = Check the digits.
error-position-range = This is not on the globe.
    .remedy = Latitude is at most 90, longitude at most 180.
error-mgrs-form = This is not an MGRS reference.
    .remedy = Write zone, square and an even number of digits: 37S FV 03713 10835.
error-mgrs-coarse = This MGRS reference is too coarse.
    .remedy = Give at least three digits each for easting and northing.
error-mgrs-square = There is no such MGRS square.
    .remedy = Check zone, band and the two letters of the square.
error-accuracy = The accuracy is not a number of metres from 1 to { $most }.
    .remedy = Write metres, digits only, or leave it empty.
error-radius = The radius cannot be read.
    .remedy = Write a number up to 2000 with at most three decimals, and choose km or nm.
error-area-count = An area needs 3 to { $most } points.
    .remedy = Write one point a line.
error-area-repeat = A point stands twice in the area.
    .remedy = Remove one of them.
error-area-crosses = The boundary crosses itself.
    .remedy = Put the points in order around the area.
error-route-count = A route or area needs 2 to { $most } points.
    .remedy = Write one point a line.
error-route-order = The times of the route run backwards.
    .remedy = Put points and times in order.
error-altitude-datum = Unit and datum do not fit, or one is missing.
    .remedy = ft or m with AMSL or AGL; FL with FL.
error-altitude-order = The altitudes are reversed or out of bounds.
    .remedy = Lowest first; at most { $most }.
error-text-character = The character { $character } may not be sent.
    .remedy = Remove it. Hidden and direction-changing characters are refused.
error-text-long = The text has { $length } characters; { $most } are allowed.
    .remedy = Shorten it.
error-language = This is not a language tag.
    .remedy = Write for example en, ru, uk, ar, zh or fr.
error-code = This is not a short code.
    .remedy = Use at most { $most } Latin letters, digits and . / : + ( ) -
error-role = Roles only: a person's name is not accepted here.
    .remedy = Choose one of: { $roles }.
error-reference-form = This is not the number of a message.
    .remedy = Write party and number: ALPHA 12, or ALPHA 2/12.
error-reference-party = "{ $party }" is no party of this line.
    .remedy = Use the party's name as the charter spells it.
error-changes-form = It is not said which form is corrected.
    .remedy = Fill in the code of the original form.
error-changes-none = A correction changes 1 to { $most } fields.
    .remedy = Write field = new value, one a line.
error-not-typed = This field is filled by the station.
    .remedy = Leave it out.
error-never = This field does not go with what is chosen above.
    .remedy = Leave it empty, or choose something else.
error-order = This is not after the earlier time of the form.
    .remedy = Check both.
error-as-many = The number is not that of the list, which has { $count }.
    .remedy = Correct the number or the list.
error-pair = This does not belong to what is chosen: { $wanted } does.
    .remedy = Leave it empty: the station fills it in.
error-codes = This is not a list of codes.
    .remedy = Write 1 to { $most } different codes, one a line: at most 24 Latin letters, digits and . / : + ( ) -

## Read-back
read-back-missing = Not entered.
read-back-differs = Not the same.
read-back-apart = { $distance } apart.

## Small words of a shown message
shown-unknown-form = Form not in our catalogue
shown-field-number = Field { $number }
shown-not-legal = not a legal value of this field, shown as it came
shown-not-reviewed = Translation not reviewed.
shown-design-language = Drafted in English, the design language; not reviewed.
shown-author-language = Written in "{ $language }"; authentic only in that language.
shown-removed = left empty
shown-local = local { $time }
shown-lasts = lasts { $time }
shown-radius = radius { $radius }
shown-m = { $n } m
shown-km = { $n } km
shown-nm = { $n } nautical miles
shown-days = { $n } d
shown-near = { $distance } { $way } of { $place }
shown-points = { $count ->
    [one] { $shown } point
   *[other] { $shown } points
}
compass-N = north
compass-NE = north-east
compass-E = east
compass-SE = south-east
compass-S = south
compass-SW = south-west
compass-W = west
compass-NW = north-west

# Forms of address: agreed, and looked for in free text (an officer reviews them). Between bars.
address-agreed = Excellency | Sir | Madam | Mr | Mrs | Ms
address-looked-for = Comrade | Comrades | Dear | Friend | Brother | Mister | Boss
