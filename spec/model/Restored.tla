------------------------------ MODULE Restored ------------------------------
(* A reader whose database was put back comes to hold everything again.  What   *)
(* was acknowledged is in nobody's queue any more: only what the reader's       *)
(* heartbeat shows, and what it asks for, brings it back.                       *)
EXTENDS Naturals, FiniteSets

CONSTANTS
    LastGeneration, LastPosition,
    Crashes,          \* of the sender
    Restores,         \* of the reader's database
    \* Guards
    SentAgain,        \* OUT-5: a peer that shows less is sent what it lacks
    FirstCompared,    \* OUT-5: ... also at the first heartbeat after a start
    Unknown,          \* OUT-5: ... generations that it does not know included
    EarlierAsked      \* OUT-5: heartbeats name earlier generations, and who lacks of one asks

VARIABLES
    out,              \* entries released: <<generation, position>>
    due,              \* entries in the sender's queue (volatile)
    compared, before, \* what the sender remembers of the reader's heartbeats (volatile)
    shown,            \* generation -> prefix that the reader's receipts name, durable at the sender
    held, bak,        \* durable at the reader; a copy of that
    crashes, restores

vars == <<out, due, compared, before, shown, held, bak, crashes, restores>>
Generations == 1..LastGeneration
Places == 1..LastPosition
\* The contiguous prefix; three positions are as many as any configuration has.
Size(S, g) == IF <<g, 1>> \notin S THEN 0 ELSE IF <<g, 2>> \notin S THEN 1
              ELSE IF <<g, 3>> \notin S THEN 2 ELSE 3
\* A reader follows a generation from its opening on, position 1.  [START-5]
Newest == IF <<3, 1>> \in held THEN 3 ELSE IF <<2, 1>> \in held THEN 2 ELSE 1
Head == <<Newest, Size(held, Newest)>>
Less(a, b) == a[1] < b[1] \/ (a[1] = b[1] /\ a[2] < b[2])

Init ==
    /\ out = {} /\ due = {} /\ compared = FALSE /\ before = <<1, 0>>
    /\ shown = [g \in Generations |-> 0] /\ held = {} /\ bak = {} /\ crashes = 0 /\ restores = 0

\* The next position, or the opening of the next generation.
Release(e) ==
    /\ e \notin out
    /\ \A f \in out : Less(f, e)
    /\ IF e[2] > 1 THEN <<e[1], e[2] - 1>> \in out ELSE e[1] = 1 \/ \E f \in out : f[1] = e[1] - 1
    /\ out' = out \cup {e} /\ due' = due \cup {e}
    /\ UNCHANGED <<compared, before, shown, held, bak, crashes, restores>>

\* A frame arrives, becomes durable and is acknowledged.  The opening of a generation is FLASH and
\* goes ahead; of the rest any may come first.
Arrive(e) ==
    /\ e \in due
    /\ held' = held \cup {e} /\ due' = due \ {e}
    /\ UNCHANGED <<out, compared, before, shown, bak, crashes, restores>>

\* [SEEN-1] a receipt names the newest generation and its prefix.
Receipt ==
    /\ shown[Newest] < Size(held, Newest)
    /\ shown' = [shown EXCEPT ![Newest] = Size(held, Newest)]
    /\ UNCHANGED <<out, due, compared, before, held, bak, crashes, restores>>

\* [OUT-5] line/supervision.py: _our_head, _owe.
Heartbeat ==
    LET head == Head
        lost == SentAgain /\ ((FirstCompared /\ ~compared) \/ Less(head, before))
        more == {e \in out : IF e[1] = head[1] THEN e[2] > head[2]
                             ELSE Unknown /\ e[1] > head[1]}
    IN /\ (~compared \/ before # head)
       /\ due' = {e \in due : ~(e[1] = head[1] /\ e[2] <= head[2])} \cup (IF lost THEN more ELSE {})
       /\ compared' = TRUE /\ before' = head
       /\ UNCHANGED <<out, shown, held, bak, crashes, restores>>

\* The sender starts anew: what no receipt names goes again.  line/serving.py: restore.
CrashSender ==
    /\ crashes < Crashes /\ crashes' = crashes + 1
    /\ due' = {e \in out : e[2] > shown[e[1]]}
    /\ compared' = FALSE /\ before' = <<1, 0>>
    /\ UNCHANGED <<out, shown, held, bak, restores>>

Backup ==
    /\ restores < Restores /\ bak # held /\ bak' = held
    /\ UNCHANGED <<out, due, compared, before, shown, held, crashes, restores>>

\* The sender notices another start of the reader, and compares anew.
Restore ==
    /\ restores < Restores /\ restores' = restores + 1
    /\ held' = bak /\ compared' = FALSE
    /\ UNCHANGED <<out, due, before, shown, bak, crashes>>

\* [OUT-5] each heartbeat names some earlier generations in turn; who lacks of one asks for it.
Ask ==
    /\ EarlierAsked
    /\ LET lacks == {e \in out \ held : e[1] < Newest} IN
       /\ lacks \ due # {}
       /\ due' = due \cup lacks
    /\ UNCHANGED <<out, compared, before, shown, held, bak, crashes, restores>>

Bring == \E e \in due : Arrive(e)
Next ==
    \/ \E e \in Generations \X Places : Release(e)
    \/ Bring \/ Receipt \/ Heartbeat \/ CrashSender \/ Backup \/ Restore \/ Ask
Spec == Init /\ [][Next]_vars /\ WF_vars(Bring) /\ WF_vars(Heartbeat) /\ WF_vars(Ask)

\* What is held was released, and what the sender no longer keeps for the reader was held once.
HeldIsOut == held \subseteq out /\ bak \subseteq out
DueIsOut == due \subseteq out
\* While no database was put back, nothing that is not held is out of the queue.
NothingForgotten == restores = 0 => (out \ held) \subseteq due

\* In the end the reader holds everything.  [OUT-5]
Whole == <>[](out \subseteq held)
=============================================================================
