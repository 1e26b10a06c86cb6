------------------------------ MODULE Renewal ------------------------------
(* The roots of secrecy of two parties, 0 and 1: epoch steps, resyncs, crashes, *)
(* a rolled-back roots file, and an enemy who holds back and repeats.  A root is *)
(* a term: who computes the same term has the same root.  Party 0 begins steps.  *)
(*                                                                              *)
(* What an honest quick network does costs nothing; every deed of the enemy     *)
(* costs one of `Deeds`: a crash, a rollback, a resync begun without need, a    *)
(* message that comes late or comes again.                                      *)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
    Deeds,            \* what the enemy may do in all
    Steps,            \* epoch steps that fall due
    Rollbacks,        \* how many of the deeds may be a roots file put back
    \* Guards of the rules
    DurableFirst,     \* EPOCH-4: a root is durable before anything is sealed under it
    ShownFirst,       \* EPOCH-4: the answerer waits until a frame under the root has opened
    OldKept,          \* roots are kept until frames under them are acknowledged (at most two)
    LowerIgnores,     \* two offers that cross: the lower index ignores the other's
    UnshownDropped,   \* a lost answer does not stop the next step
    AnyShown,         \* RESYNC-6: a frame under any root newer than ours shows that the peer holds it
    OfferNames,       \* EPOCH-7: a step's offer counts for one start of its reader, from a live one
    AnswerNames,      \* EPOCH-7: a step's answer counts for the last offer said alone
    StepsRest,        \* EPOCH-8: no step goes on while a resync does
    StepEnds,         \* EPOCH-8: a resync ends a step under way
    Forgotten,        \* EPOCH-8: an answer whose root was dropped is forgotten
    Lapses,           \* RESYNC-7: an answer to a resync counts for less time than it is kept
    OfferEnds         \* RESYNC-7: a recovery ends with no offer of its own outstanding

VARIABLES
    ep,               \* party -> <<number, root>> pairs, newest first: the roots file
    send,             \* party -> the number that it seals under: the roots file too
    bak,              \* party -> an older copy of its roots file
    life,             \* party -> its start, a number
    live,             \* party -> the peer's start that it has heard
    sec,              \* party -> its share of a step offered, 0: none
    off,              \* party -> the number offered, and the start of the reader named last
    ans,              \* party -> the last step answered, and the answer
    rsx,              \* party -> its share of a resync offered, 0: none
    rec,              \* party -> a resync goes on
    stage,            \* party -> roots that are being written, and what follows
    wire,             \* every control frame that ever left
    taken,            \* party -> control frames opened in this life
    drawn,            \* secrets drawn so far
    deeds, steps, rolled

vars == <<ep, send, bak, life, live, sec, off, ans, rsx, rec, stage, wire, taken, drawn, deeds,
          steps, rolled>>

P == {0, 1}
Peer(p) == 1 - p
None == [no |-> TRUE]
Newest(p) == ep[p][1][1]
Holds(p, pair) == \E i \in 1..Len(ep[p]) : ep[p][i] = pair
RootOf(e, n) == (CHOOSE i \in 1..Len(e) : e[i][1] = n)
Sending(p) == ep[p][RootOf(ep[p], send[p])]
Numbers(e) == {e[i][1] : i \in 1..Len(e)}

\* wire/sealing.py, PeerRoots: stepped, without_unconfirmed, settled.
Kept(e, s, sending) ==
    LET two == SubSeq(e, 1, IF Len(e) < 2 THEN Len(e) ELSE 2)
    IN IF ~OldKept THEN (IF sending THEN <<>> ELSE <<e[RootOf(e, s)]>>)
       ELSE IF ~sending /\ s \notin Numbers(two)
            THEN SubSeq(two, 1, Len(two) - 1) \o <<e[RootOf(e, s)]>>
            ELSE two
Stepped(e, s, n, root, sending) == <<<<n, root>>>> \o Kept(e, s, sending)
Shown(e, s) == SelectSeq(e, LAMBDA pair : pair[1] <= s)
Settled(e, s) == SelectSeq(e, LAMBDA pair : pair[1] >= s)

First == <<1, <<"founding">>>>

Init ==
    /\ ep = [p \in P |-> <<First>>] /\ send = [p \in P |-> 1]
    /\ bak = [p \in P |-> [ep |-> <<First>>, send |-> 1]]
    /\ life = [p \in P |-> 1] /\ live = [p \in P |-> 1]
    /\ sec = [p \in P |-> 0] /\ off = [p \in P |-> <<0, 0>>] /\ ans = [p \in P |-> None]
    /\ rsx = [p \in P |-> 0] /\ rec = [p \in P |-> FALSE] /\ stage = [p \in P |-> None]
    /\ wire = {} /\ taken = [p \in P |-> {}] /\ drawn = 0 /\ deeds = 0 /\ steps = 0 /\ rolled = 0

Idle(p) == stage[p] = None
Deed == deeds < Deeds /\ deeds' = deeds + 1
NoDeed == UNCHANGED deeds

\* A frame is in time if it is the last of its kind that its sender's present start has sent,
\* and has not been taken; the window opens a frame once in a life of the reader.  [SEAL-2]
InTime(p, m) ==
    /\ m \notin taken[p] /\ m.life = life[m.from]
    /\ ~\E n \in wire : n.from = m.from /\ n.t = m.t /\ n.at > m.at
Costs(p, m) == IF InTime(p, m) THEN NoDeed ELSE Deed
\* Every frame that opens is heard first: one under a newer root makes us move to it.
Shows(p, pair) == pair[1] > send[p] /\ (AnyShown \/ pair[1] = Newest(p))
Opens(p, m) == m.from = Peer(p) /\ m \notin taken[p]
               /\ (m.under = <<"recovery">> \/ (Holds(p, m.under) /\ ~Shows(p, m.under)))
Take(p, m) == taken' = [taken EXCEPT ![p] = @ \cup {m}]

\* New roots: written, then used, then what follows.  [EPOCH-4]
Adopt(p, e, s, say, end) ==
    IF DurableFirst
    THEN /\ stage' = [stage EXCEPT ![p] = [ep |-> e, send |-> s, say |-> say, end |-> end]]
         /\ UNCHANGED <<ep, send, wire, rec>>
    ELSE \* Mutant: used and said before it is written.
         /\ stage' = [stage EXCEPT ![p] = [ep |-> e, send |-> s, say |-> {}, end |-> end,
                                           file |-> [ep |-> ep[p], send |-> send[p]]]]
         /\ ep' = [ep EXCEPT ![p] = e] /\ send' = [send EXCEPT ![p] = s]
         /\ wire' = wire \cup say /\ rec' = [rec EXCEPT ![p] = IF end THEN FALSE ELSE @]

Write(p) ==
    /\ stage[p] # None
    /\ ep' = [ep EXCEPT ![p] = stage[p].ep] /\ send' = [send EXCEPT ![p] = stage[p].send]
    /\ wire' = wire \cup stage[p].say
    /\ rec' = [rec EXCEPT ![p] = IF stage[p].end THEN FALSE ELSE @]
    /\ rsx' = [rsx EXCEPT ![p] = IF OfferEnds /\ stage[p].end THEN 0 ELSE @]
    /\ stage' = [stage EXCEPT ![p] = None]
    /\ UNCHANGED <<bak, life, live, sec, off, ans, taken, drawn, deeds, steps, rolled>>

\* --- epoch steps --------------------------------------------------------------------------------

StepOffer(x, n) ==
    [t |-> "step offer", from |-> 0, life |-> life[0], at |-> drawn + 1, x |-> x, n |-> n,
     echo |-> live[0], under |-> Sending(0)]

\* [EPOCH-3] a step falls due, or one whose offer was lost with a start is offered anew.
Offer ==
    /\ Idle(0) /\ send[0] = Newest(0) /\ ~rec[0]
    /\ sec[0] = 0 \/ off[0][1] # Newest(0) + 1
    /\ steps < Steps
    /\ steps' = steps + 1 /\ drawn' = drawn + 1
    /\ sec' = [sec EXCEPT ![0] = drawn + 1] /\ off' = [off EXCEPT ![0] = <<Newest(0) + 1, live[0]>>]
    /\ wire' = wire \cup {StepOffer(drawn + 1, Newest(0) + 1)}
    /\ UNCHANGED <<ep, send, bak, life, live, ans, rsx, rec, stage, taken, deeds, rolled>>

\* The same offer again, to a peer that has started anew or has taken the first.  [EPOCH-3]
OfferAgain ==
    /\ Idle(0) /\ send[0] = Newest(0) /\ ~rec[0] /\ sec[0] # 0 /\ off[0][1] = Newest(0) + 1
    /\ LET m == [StepOffer(sec[0], off[0][1]) EXCEPT !.at = drawn] IN
       /\ \A n \in wire : n.t = "step offer" /\ n.x = m.x =>
            (n.echo # m.echo \/ n.under # m.under)
       /\ wire' = wire \cup {m}
       /\ off' = [off EXCEPT ![0] = <<@[1], live[0]>>]
    /\ UNCHANGED <<ep, send, bak, life, live, sec, ans, rsx, rec, stage, taken, drawn, deeds,
                   steps, rolled>>

TakeOffer(m) ==
    /\ m.t = "step offer" /\ Opens(1, m) /\ Idle(1) /\ Costs(1, m) /\ Take(1, m)
    /\ OfferNames => m.echo = life[1] /\ m.life = live[1]
    /\ StepsRest => ~rec[1]
    /\ LET same == ans[1] # None /\ ans[1].x = m.x /\ ans[1].n = m.n
           e == IF UnshownDropped /\ m.n = Newest(1) THEN Shown(ep[1], send[1]) ELSE ep[1]
           base == e[1]
           y == drawn + 1
           answer(own, at) == [t |-> "step answer", from |-> 1, life |-> life[1], at |-> at,
                               to |-> <<m.x, m.echo>>, y |-> own, n |-> m.n,
                               under |-> Sending(1)]
       IN IF same
          THEN \* [EPOCH-5] the same offer gets the same answer: while this start lasts.
               /\ wire' = wire \cup {answer(ans[1].y, ans[1].at)}
               /\ UNCHANGED <<ep, send, rec, stage, ans, drawn>>
          ELSE IF m.n = base[1] + 1
          THEN /\ drawn' = y
               /\ ans' = [ans EXCEPT ![1] = [x |-> m.x, n |-> m.n, y |-> y, at |-> y]]
               /\ LET r == <<"step", base[2], m.x, y>> IN
                  Adopt(1, Stepped(e, send[1], m.n, r, ~ShownFirst),
                        IF ShownFirst THEN send[1] ELSE m.n, {answer(y, y)}, FALSE)
          ELSE UNCHANGED <<ep, send, rec, stage, ans, wire, drawn>>
    /\ UNCHANGED <<bak, life, live, sec, off, rsx, steps, rolled>>

\* An answer to this very offer, as said last.
Meant(m) == (AnswerNames => m.to = <<sec[0], off[0][2]>>) /\ (StepsRest => ~rec[0])

TakeAnswer(m) ==
    /\ m.t = "step answer" /\ Opens(0, m) /\ Idle(0) /\ Costs(0, m) /\ Take(0, m)
    /\ sec[0] # 0 /\ m.n = off[0][1] /\ Meant(m)
    /\ sec' = [sec EXCEPT ![0] = 0]
    /\ IF m.n = Newest(0) + 1
       THEN Adopt(0, Stepped(ep[0], send[0], m.n, <<"step", ep[0][1][2], sec[0], m.y>>, TRUE), m.n,
                  {}, FALSE)
       ELSE UNCHANGED <<ep, send, rec, stage, wire>>
    /\ UNCHANGED <<bak, life, live, off, ans, rsx, drawn, steps, rolled>>

\* --- hearing one another ------------------------------------------------------------------------

\* A frame of the peer has opened: a new one, under what the peer seals under now.
Hear(p) ==
    LET pair == Sending(Peer(p)) IN
    /\ Idle(p) /\ Holds(p, pair)
    /\ live' = [live EXCEPT ![p] = life[Peer(p)]]
    /\ IF Shows(p, pair)
       THEN \* It shows that the peer holds the newest root.  [EPOCH-4]
            /\ Adopt(p, ep[p], pair[1], {}, pair[1] = Newest(p)) /\ UNCHANGED rsx
       ELSE IF rec[p] /\ pair[1] = send[p] /\ send[p] = Newest(p) /\ (OfferEnds => rsx[p] = 0)
       THEN /\ rec' = [rec EXCEPT ![p] = FALSE] /\ UNCHANGED <<ep, send, stage, wire, rsx>>
       ELSE UNCHANGED <<ep, send, stage, wire, rec, rsx>>
    /\ UNCHANGED <<bak, life, sec, off, ans, taken, drawn, deeds, steps, rolled>>

\* [RESYNC-6] frames go on opening under the old root for 10 s: the answer is dropped.
Drop(p) ==
    LET pair == Sending(Peer(p)) IN
    /\ Idle(p) /\ Holds(p, pair) /\ rec[p] /\ pair[1] = send[p] /\ send[p] # Newest(p)
    /\ IF ~Idle(Peer(p)) \/ \E m \in wire :
            /\ m.from = p /\ m \notin taken[Peer(p)]
            /\ m.t = "resync answer" /\ m.to = rsx[Peer(p)] /\ m.n > Newest(Peer(p))
       THEN ~Lapses /\ Deed     \* The answer was held back for 10 s and more.
       ELSE IF \E m \in wire : /\ m.from = p /\ m \notin taken[Peer(p)]
                               /\ m.t = "step answer" /\ p = 1 /\ sec[0] # 0 /\ m.n = off[0][1]
                               /\ m.n = Newest(0) + 1 /\ Meant(m)
       THEN Deed
       ELSE NoDeed
    /\ Adopt(p, Shown(ep[p], send[p]), send[p], {}, TRUE)
    \* What was answered with a root that is dropped is answered anew, if it comes again.
    /\ ans' = IF Forgotten THEN [ans EXCEPT ![p] = None] ELSE ans
    /\ UNCHANGED <<bak, life, live, sec, off, rsx, taken, drawn, steps, rolled>>

\* Its own offer will be answered in time, if the enemy lets it.
Coming(p) ==
    \/ ~Idle(Peer(p))
    \/ \E m \in wire :
        \/ m.t = "resync offer" /\ m.from = p /\ m.x = rsx[p] /\ InTime(Peer(p), m)
        \/ m.t = "resync answer" /\ m.from = Peer(p) /\ m.to = rsx[p] /\ InTime(p, m)

\* [RESYNC-7] an offer of a resync lapses before the other side may drop its answer.
Lapse(p) ==
    /\ Lapses /\ rsx[p] # 0 /\ Idle(p) /\ IF Coming(p) THEN Deed ELSE NoDeed
    /\ rsx' = [rsx EXCEPT ![p] = 0]
    /\ UNCHANGED <<ep, send, bak, life, live, sec, off, ans, rec, stage, wire, taken, drawn, steps,
                   rolled>>

\* --- resync -------------------------------------------------------------------------------------

Deaf(p) == ~Holds(p, Sending(Peer(p)))
\* Deaf for 2 s and more: what is on its way has come, and did not mend it.
Lost(p) == /\ Deaf(p) /\ rsx[p] = 0 /\ Idle(Peer(p))
           /\ ~(Holds(Peer(p), Sending(p)) /\ Shows(Peer(p), Sending(p)))

\* [RESYNC-4] frames come and none opens; without need where an enemy feeds it rubbish.
Begin(p) ==
    /\ Idle(p) /\ IF Lost(p) THEN NoDeed ELSE Deed
    /\ drawn' = drawn + 1
    /\ rsx' = [rsx EXCEPT ![p] = drawn + 1] /\ rec' = [rec EXCEPT ![p] = TRUE]
    /\ wire' = wire \cup {[t |-> "resync offer", from |-> p, life |-> life[p], at |-> drawn + 1,
                           x |-> drawn + 1, n |-> Newest(p), under |-> <<"recovery">>]}
    /\ sec' = IF StepEnds THEN [sec EXCEPT ![p] = 0] ELSE sec
    /\ UNCHANGED <<ep, send, bak, life, live, off, ans, stage, taken, steps, rolled>>

\* Its own offer is on its way, or the answer to it: for 5 s.
Awaited(p) == \E m \in wire :
    \/ m.t = "resync offer" /\ m.x = rsx[p] /\ m \notin taken[Peer(p)]
    \/ m.t = "resync answer" /\ m.to = rsx[p] /\ m.n > Newest(p) /\ m \notin taken[p]

TakeResyncOffer(p, m) ==
    /\ m.t = "resync offer" /\ Opens(p, m) /\ Idle(p) /\ Costs(p, m) /\ Take(p, m)
    /\ ~(LowerIgnores /\ p < Peer(p) /\ Awaited(p))
    /\ drawn' = drawn + 1
    /\ LET n == (IF m.n > Newest(p) THEN m.n ELSE Newest(p)) + 1
           r == <<"resync", m.x, drawn + 1>>
       IN stage' = [stage EXCEPT ![p] =
            [ep |-> Stepped(ep[p], send[p], n, r, ~ShownFirst),
             send |-> IF ShownFirst THEN send[p] ELSE n,
             say |-> {[t |-> "resync answer", from |-> p, life |-> life[p], at |-> drawn + 1,
                       to |-> m.x, y |-> drawn + 1, n |-> n, under |-> <<"recovery">>]},
             end |-> FALSE, file |-> [ep |-> ep[p], send |-> send[p]]]]
    /\ rsx' = [rsx EXCEPT ![p] = 0] /\ rec' = [rec EXCEPT ![p] = TRUE]
    /\ sec' = IF StepEnds THEN [sec EXCEPT ![p] = 0] ELSE sec
    /\ UNCHANGED <<ep, send, bak, life, live, off, ans, wire, steps, rolled>>

\* [RESYNC-2] an answer that is not newer is refused; it is bound to the offer by its nonce.
TakeResyncAnswer(p, m) ==
    /\ m.t = "resync answer" /\ Opens(p, m) /\ Idle(p) /\ Costs(p, m) /\ Take(p, m)
    /\ rsx[p] # 0 /\ m.to = rsx[p] /\ m.n > Newest(p)
    /\ rsx' = [rsx EXCEPT ![p] = 0]
    /\ Adopt(p, Stepped(ep[p], send[p], m.n, <<"resync", rsx[p], m.y>>, TRUE), m.n, {}, TRUE)
    /\ UNCHANGED <<bak, life, live, sec, off, ans, drawn, steps, rolled>>

\* --- the environment ----------------------------------------------------------------------------

Forget(p, e, s) ==
    /\ ep' = [ep EXCEPT ![p] = e] /\ send' = [send EXCEPT ![p] = s]
    /\ life' = [life EXCEPT ![p] = @ + 1] /\ live' = [live EXCEPT ![p] = 0]
    /\ sec' = [sec EXCEPT ![p] = 0] /\ off' = [off EXCEPT ![p] = <<0, 0>>]
    /\ ans' = [ans EXCEPT ![p] = None] /\ rsx' = [rsx EXCEPT ![p] = 0]
    /\ rec' = [rec EXCEPT ![p] = FALSE] /\ stage' = [stage EXCEPT ![p] = None]
    /\ taken' = [taken EXCEPT ![p] = {}]

Crash(p) ==
    /\ Deed
    /\ IF stage[p] # None /\ ~DurableFirst
       THEN Forget(p, stage[p].file.ep, stage[p].file.send)
       ELSE Forget(p, ep[p], send[p])
    /\ UNCHANGED <<bak, wire, drawn, steps, rolled>>

\* A roots file of earlier is put back; whoever can is taken to have copied it at any moment.
Rollback(p) ==
    /\ rolled < Rollbacks /\ Deed /\ ep[p] # bak[p].ep /\ rolled' = rolled + 1
    /\ Forget(p, bak[p].ep, bak[p].send)
    /\ UNCHANGED <<bak, wire, drawn, steps>>

Backup(p) ==
    /\ rolled < Rollbacks /\ Idle(p) /\ bak[p].ep = <<First>> /\ ep[p] # <<First>>
    /\ bak' = [bak EXCEPT ![p] = [ep |-> ep[p], send |-> send[p]]]
    /\ UNCHANGED <<ep, send, life, live, sec, off, ans, rsx, rec, stage, wire, taken, drawn, deeds,
                   steps, rolled>>

\* Old roots go when nothing under them is unacknowledged, after 7 days.
Settle(p) ==
    /\ Deed /\ Idle(p) /\ send[p] = Newest(p) /\ Len(ep[p]) > 1
    /\ Adopt(p, Settled(ep[p], send[p]), send[p], {}, FALSE)
    /\ UNCHANGED <<bak, life, live, sec, off, ans, rsx, taken, drawn, steps, rolled>>

\* --- together -----------------------------------------------------------------------------------

Receive(p) == \E m \in wire :
    \/ p = 1 /\ TakeOffer(m)
    \/ p = 0 /\ TakeAnswer(m)
    \/ TakeResyncOffer(p, m) \/ TakeResyncAnswer(p, m)
InTimeOnly(p) == Receive(p) /\ deeds' = deeds
Needed(p) == Begin(p) /\ deeds' = deeds
Undone(p) == Drop(p) /\ deeds' = deeds
Lapsed(p) == Lapse(p) /\ deeds' = deeds

Next ==
    \/ Offer \/ OfferAgain
    \/ \E p \in P : Write(p) \/ Receive(p) \/ Hear(p) \/ Drop(p) \/ Lapse(p) \/ Begin(p)
                    \/ Crash(p) \/ Rollback(p) \/ Backup(p) \/ Settle(p)

Fairness ==
    /\ WF_vars(OfferAgain)
    /\ \A p \in P : WF_vars(Write(p)) /\ WF_vars(InTimeOnly(p)) /\ WF_vars(Hear(p))
                    /\ WF_vars(Needed(p)) /\ WF_vars(Undone(p)) /\ WF_vars(Lapsed(p))

Spec == Init /\ [][Next]_vars /\ Fairness

\* --- what must hold -----------------------------------------------------------------------------

\* What one seals under is in one's own file, also after a crash at this instant.  [EPOCH-4]
SealedIsWritten ==
    \A p \in P : stage[p] # None /\ ~DurableFirst =>
        send[p] \in Numbers(stage[p].file.ep)

\* Numbers rise, and one seals under a root that one holds.
Ordered ==
    \A p \in P : /\ send[p] \in Numbers(ep[p]) /\ Len(ep[p]) <= 3
                 /\ \A i, j \in 1..Len(ep[p]) : i < j => ep[p][i][1] > ep[p][j][1]

\* One number never names two roots, one of which is in use.  [EPOCH-5]
\* (Whose file was put back may come to a number again; it has lost the first root in any case.)
OneRoot ==
    rolled = 0 => \A p \in P : \A i \in 1..Len(ep[Peer(p)]) :
        ep[Peer(p)][i][1] = send[p] => ep[Peer(p)][i] = Sending(p)

\* Without the enemy no side is ever deaf to the other: old roots are kept long enough.
NeverDeaf == deeds = 0 => \A p \in P : ~Deaf(p)

\* Both ends come to one epoch, whatever the enemy did before he stopped.  [RESYNC-4]
Agreed == Sending(0) = Sending(1) /\ \A p \in P : ~rec[p] /\ Idle(p) /\ ~Deaf(p)
Converges == <>[]Agreed
=============================================================================
