------------------------------ MODULE Delivery ------------------------------
(* One direction of one pair: from release to acknowledgement, over crashes of *)
(* both ends and a network that loses, delays, reorders and repeats.           *)
(*                                                                             *)
(* `wire` and `acks` only grow: whatever was sent once may arrive at any later *)
(* moment, any number of times, or never.  That is more than a bearer can do.  *)
EXTENDS Naturals, FiniteSets

CONSTANTS
    Positions,        \* 1..n, the positions of the sender's feed
    Flashes,          \* the positions that are FLASH: a lane of their own
    Starts,           \* how often the sender may start anew
    Falls,            \* how often the receiver may crash
    Refusals,         \* how often a full disk may refuse, on either side
    Requests,         \* how often the receiver may ask for the explicit form
    \* Guards.  Each is TRUE in the rules; a mutant drops one.
    DurableFirst,     \* DURABLE-1: nothing leaves before it is durable ...
    PrefixFirst,      \* ... with all before it
    KeepFollowed,     \* RELEASE-3: what later positions follow is kept
    AckDurable,       \* DURABLE-2: nothing is acknowledged before it is durable
    EchoChecked,      \* ACK-2: an acknowledgement names the sender's present start
    FreshStart,       \* SEAL-4: every start draws a fresh incarnation
    FreshIndex,       \* SEAL-3: what is sealed anew gets a new index
    TwoForms          \* whether the explicit form is asked for at all

VARIABLES
    start,            \* the sender's incarnation
    next,             \* lane -> the index that its next frame gets
    signed,           \* position -> content, 0: not released
    drawn,            \* the number of contents drawn so far
    own,              \* positions durable at the sender
    closed,           \* the generation goes on no more: durable beyond a gap after a crash
    due,              \* positions that the receiver has still to get (volatile)
    sealed,           \* position -> its frame in use, or None (volatile)
    wire,             \* every frame that ever left
    opened,           \* frames that have opened in this life of the receiver (volatile)
    storing,          \* position -> content handed to the receiver's store, 0: none
    held,             \* position -> content durable at the receiver, 0: none
    acks,             \* every acknowledgement that ever left
    told,             \* positions that the sender's desk was told are held there
    faults            \* what the environment has done so far

vars == <<start, next, signed, drawn, own, closed, due, sealed, wire, opened, storing,
          held, acks, told, faults>>

None == [no |-> TRUE]
Lane(p) == IF p \in Flashes THEN 3 ELSE 0
Lanes == {0, 3}
Prefix == {p \in Positions : \A q \in 1..p : q \in own}
Content(p) == signed[p]
Fault(name) == faults' = [faults EXCEPT ![name] = @ + 1]

Init ==
    /\ start = 1 /\ next = [l \in Lanes |-> 0]
    /\ signed = [p \in Positions |-> 0] /\ drawn = 0 /\ own = {} /\ closed = FALSE
    /\ due = {} /\ sealed = [p \in Positions |-> None]
    /\ wire = {} /\ opened = {} /\ storing = [p \in Positions |-> 0]
    /\ held = [p \in Positions |-> 0] /\ acks = {} /\ told = {}
    /\ faults = [starts |-> 0, falls |-> 0, refusals |-> 0, requests |-> 0]

\* --- the sender: Releases, Outbox ---------------------------------------------------------------

\* [RELEASE-1] the next position of the feed; [RELEASE-3] one taken back is used again.
Release(p) ==
    /\ ~closed /\ signed[p] = 0 /\ \A q \in 1..(p - 1) : signed[q] # 0
    /\ drawn' = drawn + 1
    /\ signed' = [signed EXCEPT ![p] = drawn + 1]
    /\ due' = IF DurableFirst THEN due ELSE due \cup {p}
    /\ UNCHANGED <<start, next, own, closed, sealed, wire, opened, storing, held, acks, told,
                   faults>>

\* [DURABLE-3] a store may confirm in any order; what is contiguous queues for the peer.
StoreOwn(p) ==
    /\ signed[p] # 0 /\ p \notin own
    /\ own' = own \cup {p}
    /\ LET ready == IF PrefixFirst THEN {q \in Positions : \A r \in 1..q : r \in own \cup {p}}
                    ELSE own \cup {p}
       IN due' = due \cup (ready \ (IF PrefixFirst THEN Prefix ELSE own))
    /\ UNCHANGED <<start, next, signed, drawn, closed, sealed, wire, opened, storing, held, acks,
                   told, faults>>

\* [RELEASE-3] taken back when no later position follows; otherwise tried again.
RefuseOwn(p) ==
    /\ faults.refusals < Refusals /\ signed[p] # 0 /\ p \notin own
    /\ KeepFollowed => \A q \in Positions : q > p => signed[q] = 0
    /\ signed' = [signed EXCEPT ![p] = 0]
    /\ Fault("refusals")
    /\ UNCHANGED <<start, next, drawn, own, closed, due, sealed, wire, opened, storing, held,
                   acks, told>>

Frame(p, i, form) ==
    [start |-> start, lane |-> Lane(p), index |-> i, pos |-> p, content |-> Content(p),
     form |-> form]

\* Sealed when first handed to a link; the same bytes go ever after.  [SEAL-1] [OUT-2] [OUT-3]
Seal(p) ==
    /\ p \in due /\ sealed[p] = None /\ signed[p] # 0
    /\ LET f == Frame(p, next[Lane(p)], "implied") IN
       /\ wire' = wire \cup {f}
       /\ sealed' = [sealed EXCEPT ![p] = f]
    /\ next' = [next EXCEPT ![Lane(p)] = @ + 1]
    /\ UNCHANGED <<start, signed, drawn, own, closed, due, opened, storing, held, acks, told,
                   faults>>

\* [FRAME-5] it did not verify in the implied form: sealed anew, explicit, under a new index.
Again(p) ==
    /\ TwoForms /\ faults.requests < Requests
    /\ p \in due /\ sealed[p] # None /\ sealed[p].form = "implied"
    /\ LET f == IF FreshIndex THEN Frame(p, next[Lane(p)], "explicit")
                ELSE [sealed[p] EXCEPT !.form = "explicit"]
       IN /\ wire' = wire \cup {f}
          /\ sealed' = [sealed EXCEPT ![p] = f]
    /\ next' = IF FreshIndex THEN [next EXCEPT ![Lane(p)] = @ + 1] ELSE next
    /\ Fault("requests")
    /\ UNCHANGED <<start, signed, drawn, own, closed, due, opened, storing, held, acks, told>>

\* [ACK-2] an acknowledgement ends retransmission, if it names this very start.
Acked(a) ==
    /\ EchoChecked => a.start = start
    /\ \E p \in due :
        /\ sealed[p] # None /\ sealed[p].lane = a.lane /\ sealed[p].index = a.index
        /\ due' = due \ {p}
        /\ told' = told \cup {p}
        /\ sealed' = [sealed EXCEPT ![p] = None]
    /\ UNCHANGED <<start, next, signed, drawn, own, closed, wire, opened, storing, held, acks,
                   faults>>

\* The contiguous prefix in the receiver's heartbeat retires entries too.  [HEART-2]
\* (An older heartbeat of the same life shows a smaller prefix and retires less.)
Heartbeat ==
    LET shown == {p \in Positions : \A q \in 1..p : held[q] # 0} IN
    /\ due \cap shown # {}
    /\ due' = due \ shown
    /\ told' = told \cup (due \cap shown)
    /\ sealed' = [p \in Positions |-> IF p \in shown THEN None ELSE sealed[p]]
    /\ UNCHANGED <<start, next, signed, drawn, own, closed, wire, opened, storing, held, acks,
                   faults>>

\* Power cut or kill at any moment: what was being written is kept or not, volatile state goes.
\* What no receipt of the peer names goes again.  [SEAL-4] [OUT-5]
CrashSender ==
    /\ faults.starts < Starts
    /\ Fault("starts")
    /\ \E kept \in SUBSET {p \in Positions : signed[p] # 0 /\ p \notin own} :
        LET there == own \cup kept
            whole == {p \in Positions : \A q \in 1..p : q \in there}
        IN /\ own' = whole
           /\ closed' = (closed \/ there # whole)
           /\ signed' = [p \in Positions |-> IF p \in whole THEN signed[p] ELSE 0]
           /\ due' = whole
    /\ start' = IF FreshStart THEN start + 1 ELSE start
    /\ next' = [l \in Lanes |-> 0]
    /\ sealed' = [p \in Positions |-> None]
    /\ UNCHANGED <<drawn, wire, opened, storing, held, acks, told>>

\* --- the receiver: Channel, Inbox ---------------------------------------------------------------

Acknowledgement(f) == [start |-> f.start, lane |-> f.lane, index |-> f.index]

\* A frame arrives.  [SEAL-2]: its content is given once; a repeat of what is durable is
\* acknowledged again.  [DURABLE-2]
Arrive(f) ==
    /\ \/ /\ f \notin opened
          /\ opened' = opened \cup {f}
          /\ IF held[f.pos] # 0 \/ storing[f.pos] # 0
             THEN storing' = storing
             ELSE storing' = [storing EXCEPT ![f.pos] = f.content]
          /\ acks' = IF held[f.pos] = f.content \/ ~AckDurable
                     THEN acks \cup {Acknowledgement(f)} ELSE acks
       \/ /\ f \in opened /\ held[f.pos] = f.content
          /\ acks' = acks \cup {Acknowledgement(f)}
          /\ UNCHANGED <<opened, storing>>
    /\ UNCHANGED <<start, next, signed, drawn, own, closed, due, sealed, wire, held, told, faults>>

\* The receiver's store confirms: now it is acknowledged, on whichever frames brought it.
Store(p) ==
    /\ storing[p] # 0
    /\ held' = [held EXCEPT ![p] = storing[p]]
    /\ storing' = [storing EXCEPT ![p] = 0]
    /\ acks' = acks \cup {Acknowledgement(f) : f \in {g \in opened :
                            g.pos = p /\ g.content = storing[p]}}
    /\ UNCHANGED <<start, next, signed, drawn, own, closed, due, sealed, wire, opened, told,
                   faults>>

\* [DURABLE-4] not stored: not acknowledged, and the same frames may come again.
Refuse(p) ==
    /\ faults.refusals < Refusals /\ storing[p] # 0
    /\ storing' = [storing EXCEPT ![p] = 0]
    /\ opened' = {f \in opened : f.pos # p}
    /\ Fault("refusals")
    /\ UNCHANGED <<start, next, signed, drawn, own, closed, due, sealed, wire, held, acks, told>>

CrashReceiver ==
    /\ faults.falls < Falls
    /\ Fault("falls")
    /\ opened' = {}
    /\ \E kept \in SUBSET {p \in Positions : storing[p] # 0} :
        held' = [p \in Positions |-> IF p \in kept THEN storing[p] ELSE held[p]]
    /\ storing' = [p \in Positions |-> 0]
    /\ UNCHANGED <<start, next, signed, drawn, own, closed, due, sealed, wire, acks, told>>

Send == \E p \in Positions : Seal(p)
Deliver == \E f \in wire : Arrive(f)
KeepOwn == \E p \in Positions : StoreOwn(p)
Keep == \E p \in Positions : Store(p)
HearAck == \E a \in acks : Acked(a)

Next ==
    \/ \E p \in Positions : Release(p) \/ RefuseOwn(p) \/ Again(p) \/ Refuse(p)
    \/ KeepOwn \/ Send \/ Deliver \/ Keep \/ HearAck \/ Heartbeat
    \/ CrashSender \/ CrashReceiver

Fairness ==
    /\ WF_vars(KeepOwn) /\ WF_vars(Send) /\ WF_vars(Deliver) /\ WF_vars(Keep)
    /\ WF_vars(HearAck) /\ WF_vars(Heartbeat)

Spec == Init /\ [][Next]_vars /\ Fairness

\* --- what must hold -----------------------------------------------------------------------------

\* What has left is durable, with all before it, and stays what it was.  [DURABLE-1]
LeftIsDurable ==
    \A f \in wire : signed[f.pos] = f.content /\ \A q \in 1..f.pos : q \in own

\* No position was given away twice.  [RELEASE-1] [RELEASE-3]
OnePlace == \A f, g \in wire : f.pos = g.pos => f.content = g.content

\* What the sender's desk was told is held is durable at the receiver.  [DURABLE-2] [ACK-2]
ToldIsHeld == \A p \in told : held[p] # 0 /\ held[p] = signed[p]

\* One key, one content: incarnation, lane and index.  [SEAL-3]
OneContent ==
    \A f, g \in wire : f.start = g.start /\ f.lane = g.lane /\ f.index = g.index => f = g

\* What is held is what was signed.
HeldIsSigned == \A p \in Positions : held[p] # 0 => held[p] = signed[p]

\* Nothing that is durable with all before it is lost: it comes to be held, and known to be held.
Arrives == \A p \in Positions : (p \in Prefix) ~> (held[p] # 0)
Ends == <>[](due = {})
\* What was acknowledged stays.
Stays == [][\A p \in Positions : held[p] # 0 => held'[p] = held[p]]_vars
=============================================================================
