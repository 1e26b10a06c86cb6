### Questions, protests, meetings: words of these forms.

## Titles
form-Q3 = Request for a meeting
form-Q4 = Question about an event at the border
form-Q5 = Request for a call between leaders
form-Q6 = Protest: a rule was broken
form-Q7 = Agenda of a commission

## Answers
answer-later = LATER: yes, but at another time

## Profiles
profile-border = border questions
profile-commissions = yearly commissions

## Fields
field-meeting_level = Level
    .help = Who should meet, by office.
field-topic = Topic
    .help = What is to be talked about, in a few sentences.
field-medium = How
    .help = How the two sides talk.
field-meeting_host = Who hosts
    .help = Whose place it is. Without a place: choose that.
field-meeting_place = Place
    .help = Where to meet, in words.
field-talk_language = Languages of the talk
    .help = Language tags with / between, your own first: uk/en.
field-facts = What was seen
    .help = What happened at the border, as your side knows it. Facts only.
field-urgent = Urgent
    .help = Asks for a reply within two days. This time is a default of this software.
field-caller = Who calls
    .help = The office on your side, never a name.
field-called = Who is called
    .help = The office on the other side, never a name.
field-slot_1 = First time offered
    .help = Start and end in UTC.
field-slot_2 = Second time offered
    .help = Start and end in UTC.
field-slot_3 = Third time offered
    .help = Start and end in UTC.
field-confidentiality = Confidentiality
    .help = Who may see this message. Both sides keep to it.
field-rule_claimed = Rule
    .help = The rule that your side says was broken, and where it stands.
field-redress = What is asked
    .help = What your side asks for. This form carries no threat and no ultimatum.
field-redress_text = What is asked, in words
    .help = Details of the request. Leave it empty if the choice says it all.
field-commission = Commission
    .help = Its name and the agreement it serves.
field-agenda = Items
    .help = Number the items. One matter each.
field-item_ref = Message that an item is about
    .help = Its party and number: ALPHA 12.
field-item_ref_more = Second such message
    .help = Its party and number: ALPHA 12.
field-item_ref_last = Third such message
    .help = Its party and number: ALPHA 12.

## Choices
choice-meeting_level-duty-officers = duty officers
choice-meeting_level-experts = experts
choice-meeting_level-commanders = commanders in the area
choice-meeting_level-deputies = deputy chiefs of staff
choice-meeting_level-chiefs-of-staff = chiefs of staff
choice-meeting_level-ministers = ministers
choice-meeting_level-delegations = delegations

choice-medium-in-person = in person
choice-medium-video = by video
choice-medium-voice = by voice
choice-medium-text = in writing

choice-meeting_host-our-side = our side
choice-meeting_host-your-side = your side
choice-meeting_host-neutral-host = a neutral host
choice-meeting_host-contact-point = the meeting point on the line
choice-meeting_host-no-place = no place needed

choice-principal-head-of-state = head of state
choice-principal-head-of-government = head of government
choice-principal-defence-minister = minister of defence
choice-principal-foreign-minister = minister of foreign affairs
choice-principal-chief-of-staff = chief of the general staff
choice-principal-security-adviser = head of the security council staff

choice-confidentiality-parties-only = the parties only
choice-confidentiality-parties-and-host = the parties and the neutral host
choice-confidentiality-may-be-published = may be published

choice-redress-none = nothing: for the record
choice-redress-explanation = an explanation
choice-redress-stop = that it stop
choice-redress-not-again = that it not happen again
choice-redress-return = return of persons or things
choice-redress-investigation = an investigation
choice-redress-meeting = a meeting
