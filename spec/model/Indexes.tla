------------------------------- MODULE Indexes -------------------------------
(* One lane of one direction: its frames are counted, and a frame carries the   *)
(* low part of its count only, unless it is named whole.  Frames are lost, come *)
(* late, again or never; the reader starts anew and remembers nothing.          *)
(* `Span` stands for 2^16; `Window` and `Far` are a half and a quarter of it.   *)
EXTENDS Integers, FiniteSets

CONSTANTS
    Span, Last,       \* numbers that the low part tells apart; frames that are sealed in all
    Starts,           \* how often the reader starts anew
    \* Guards
    NamedWhole,       \* SEAL-5: beyond Far above what was acknowledged a frame is named whole
    Forgotten,        \* SEAL-5: what an earlier start of the reader acknowledged is forgotten
    OfTheLive,        \* SEAL-5: an acknowledgement counts for the start that sent it alone
    Behind            \* SEAL-2: what is further behind than the reader remembers is refused

VARIABLES
    next,             \* frames sealed so far: most of them are never sent
    shown,            \* the newest that the live start of the reader has acknowledged, -1: none
    live,             \* the reader's start that the sender knows
    life,             \* the reader's start
    highest, held,    \* the reader's memory: the newest opened, and which of the last Window
    given,            \* what was given to the reader in this life
    twice,            \* something was given again
    wire,             \* frames <<index, named>> that were ever sent
    acks              \* by start of the reader: the newest that it has acknowledged

vars == <<next, shown, live, life, highest, held, given, twice, wire, acks>>

Window == Span \div 2
Far == Span \div 4
Abs(n) == IF n < 0 THEN -n ELSE n
Max(a, b) == IF a > b THEN a ELSE b

Init ==
    /\ next = 0 /\ shown = -1 /\ live = 1 /\ life = 1 /\ highest = -1 /\ held = {} /\ given = {}
    /\ twice = FALSE /\ wire = {} /\ acks = [s \in 1..(Starts + 1) |-> -1]

\* Sealed, and perhaps lost: silence may be of any length.
Seal ==
    /\ next < Last /\ next' = next + 1
    /\ UNCHANGED <<shown, live, life, highest, held, given, twice, wire, acks>>

\* The same bytes go again and again; what fell behind is sealed anew, as the newest.  [SEAL-5]
Send ==
    /\ next > 0
    /\ wire' = wire \cup {<<next - 1, NamedWhole /\ next - 1 - shown > Far>>}
    /\ UNCHANGED <<next, shown, live, life, highest, held, given, twice, acks>>

\* The one with this low part that is nearest to what is expected.  [SEAL-5]
Nearest(low, due) ==
    CHOOSE n \in 0..(Last + Span) : n % Span = low /\
        \A m \in 0..(Last + Span) : m % Span = low =>
            Abs(n - due) < Abs(m - due) \/ (Abs(n - due) = Abs(m - due) /\ n <= m)

Receive(f) ==
    LET i == IF f[2] THEN f[1] ELSE Nearest(f[1] % Span, highest + 1)
        top == Max(highest, i)
    IN /\ f \in wire
       /\ i = f[1]                              \* Else the key is another: it does not open.
       /\ Behind => highest - i < Window
       /\ IF i \in held
          THEN UNCHANGED <<highest, held, given, twice>>
          ELSE /\ highest' = top /\ held' = {j \in held \cup {i} : top - j < Window}
               /\ given' = given \cup {i} /\ twice' = (twice \/ i \in given)
       /\ acks' = [acks EXCEPT ![life] = Max(@, i)]
       /\ UNCHANGED <<next, shown, live, life, wire>>

\* It may come late.
Acknowledged(start) ==
    /\ OfTheLive => start = live
    /\ shown' = Max(shown, acks[start])
    /\ UNCHANGED <<next, live, life, highest, held, given, twice, wire, acks>>

\* A heartbeat of the reader's present start has come.
Learn ==
    /\ live # life /\ live' = life
    /\ shown' = IF Forgotten THEN -1 ELSE shown
    /\ UNCHANGED <<next, life, highest, held, given, twice, wire, acks>>

Restart ==
    /\ life <= Starts /\ life' = life + 1
    /\ highest' = -1 /\ held' = {} /\ given' = {}
    /\ UNCHANGED <<next, shown, live, twice, wire, acks>>

Next ==
    \/ Seal \/ Send \/ Learn \/ Restart
    \/ \E f \in wire : Receive(f)
    \/ \E start \in 1..(Starts + 1) : Acknowledged(start)

\* The newest frame is sent as long as it is not acknowledged, and arrives some day.
Arrives == \E f \in wire : f[1] = next - 1 /\ Receive(f)
Fairness == WF_vars(Send) /\ SF_vars(Arrives) /\ WF_vars(Learn)

Spec == Init /\ [][Next]_vars /\ Fairness

\* --- what must hold -----------------------------------------------------------------------------

\* Nothing is given twice in one life of the reader.  [SEAL-2]
Once == ~twice

\* However far a lane has come, and whatever was lost: the reader is not deaf to it for ever.
Heard == <>[](next > 0 => next - 1 \in held)
=============================================================================
