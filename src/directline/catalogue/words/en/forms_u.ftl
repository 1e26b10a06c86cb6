### Undertakings: words of these forms.  Proposed by this software: in no agreement.

## Titles
form-U1 = Undertaking: what we will observe (proposed form)
form-U2 = Act on an undertaking (proposed form)
form-U3 = Reply to a claim (proposed form)

## Profiles
profile-undertakings = undertakings and claims

## Fields
field-undertaking_kind = Kind
    .help = Joint: both sign this text. Parallel: each side states its own half.
field-other_half = The other half
    .help = The message with the other side's own statement: BRAVO 12.
field-scope = What is undertaken
    .help = Which acts and which objects, one by one. Facts only.
field-text_digest = Digest of the agreed text
    .help = SHA-256 of the text that both sides hold, 64 digits 0-9 a-f.
field-clause = Clause
    .help = The clause of that text.
field-start_kind = Start
    .help = How it comes into force. It must be said.
field-start_event = Starting event
    .help = The event with which it begins, so that both sides know it when it is there.
field-ending = End of validity
    .help = How it ends. It must be said.
field-end_event = Ending event
    .help = The event with which it ends.
field-extension = Extension
    .help = By both: both sides sign. Tacit: it goes on unless denounced.
field-extension_days = Each tacit extension
    .help = In days.
field-condition_text = Condition of it
    .help = On what it depends.
field-attested_by = Who attests the condition
    .help = Somebody must.
field-reciprocity = Reciprocity
    .help = Whether it holds only while the other side observes its own.
field-notice_hours = Notice before it is denounced
    .help = In hours. An earlier date counts for nothing. 0: at once.
field-reply_hours = Reply to a claim within
    .help = In hours, from when the claim was received.
field-consultation = Consultation first
    .help = Whether the two sides talk before either acts on a claim.
field-release_rule = Release after a claim
    .help = When a claim lets the other side suspend. Better: after a reply, or when none came in time.
field-verification = How it is checked
    .help = By whom and how, if at all.
field-humanitarian = Humanitarian
    .help = Yes: it cannot be suspended in answer to a breach, and ends only by its own terms.
field-undertaking_act = Act
    .help = An extension, an end or an agreed suspension holds once the other side accepts.
field-effect_at = Takes effect at
    .help = In UTC: 2026-11-21T22:30Z.
field-ground = Ground
    .help = On what the act rests, as its author says.
field-claim = Claim
    .help = The claim to which this answers. Never with a humanitarian undertaking.
field-new_end = New end
    .help = In UTC: 2026-11-21T22:30Z.
field-claim_reply = Reply
    .help = What your side says of the claim. Maintained, withdrawn, remedied: only who made it.
field-counter_claim = Counter-claim
    .help = The claim of your own side: ALPHA 12.

## Choices
choice-undertaking_kind-joint = joint: both sign it
choice-undertaking_kind-parallel = parallel: one of two halves
choice-undertaking_kind-conditional = joint, on a condition

choice-start_kind-at-instant = at a fixed time
choice-start_kind-on-event = with an event
choice-start_kind-on-acceptance = when accepted

choice-ending-at-instant = at a fixed time
choice-ending-on-event = with an event
choice-ending-until-denounced = when denounced

choice-extension-none = none
choice-extension-by-both = by both
choice-extension-tacit = tacit

choice-attested_by-author = the sender
choice-attested_by-addressee = the addressee
choice-attested_by-both-parties = both parties
choice-attested_by-neutral-host = the neutral host
choice-attested_by-third-party = a third party

choice-reciprocity-none = holds by itself
choice-reciprocity-while-other-observes = while the other side observes its own

choice-release_rule-none = a claim releases nobody
choice-release_rule-after-reply = after a reply, or when its time is over
choice-release_rule-immediate = at once

choice-undertaking_act-denounce = denounces it
choice-undertaking_act-suspend = suspends it
choice-undertaking_act-resume = resumes it
choice-undertaking_act-extend = extends it
choice-undertaking_act-end = ends it by agreement
choice-undertaking_act-start-event = the starting event has come
choice-undertaking_act-end-event = the ending event has come

choice-ground-own-terms = its own terms
choice-ground-agreed = agreed by both
choice-ground-condition-failed = a condition failed
choice-ground-response-to-breach = answer to a claimed breach

choice-claim_reply-accepted = accepted
choice-claim_reply-denied = denied
choice-claim_reply-justified = it was justified
choice-claim_reply-investigating = not known: investigating
choice-claim_reply-counter-claim = with a counter-claim
choice-claim_reply-maintained = rejoinder: maintained
choice-claim_reply-withdrawn = rejoinder: withdrawn
choice-claim_reply-remedied = rejoinder: remedied
choice-claim_reply-noted = note, neither side's

## Units
quantity-hours = hours
quantity-days = days
