---------------------------- MODULE Generations ----------------------------
(* A station that is restored from an older backup gives no place away twice.   *)
(* One honest author, with a database, an anchor outside it, and a peer that    *)
(* shows what it holds, or less, or nothing, and gives back what it likes.      *)
EXTENDS Naturals, FiniteSets

CONSTANTS
    LastPosition,     \* positions 1..n of each generation
    LastGeneration,   \* generations 1..n
    Crashes, Restores, Losses,   \* of the station, its database, its anchor
    Hides,            \* the peer may show and give back less than it holds, or nothing
    AnchorOld,        \* LIMIT: a backup brings back the anchor too
    \* Guards
    AnchorRead,       \* START-1: the head is compared with the anchor
    AnchorFirst,      \* an entry leaves only when the anchor names it
    AnchorRaised,     \* START-1: a start raises the anchor to what the station put into the database
    OpenedWithIt,     \* NOT in the code today: an entry given back and the opening are one write
    LeftOut,          \* START-3: without an anchor generations are left out, by chance
    PeersAsked        \* START-1, START-2: peers are asked, and entries are taken back

VARIABLES
    db,               \* durable own entries: <<generation, position, content>>
    back,             \* those of them that a peer gave back
    anchor,           \* <<generation, position>>, or <<0, 0>>: missing
    bak, bakBack, bakAnchor,   \* a copy of the database, and of the anchor at that instant
    gen,              \* the generation in force (volatile, from db at a start)
    ready,            \* the comparison after the start has ended
    leave,            \* the present generation must be left (volatile)
    toAnchor,         \* an entry is in the database and not yet in the anchor, or None
    left,             \* every own entry that has ever left
    peer,             \* what of it the peer holds
    drawn, crashes, restores, losses

vars == <<db, anchor, back, bak, bakBack, bakAnchor, gen, ready, leave, toAnchor, left, peer, drawn, crashes,
          restores, losses>>

None == <<0, 0, 0>>
Missing == <<0, 0>>
Generations == 1..LastGeneration
Max(S) == CHOOSE x \in S : \A y \in S : y <= x
Heads(S) == {<<e[1], e[2]>> : e \in S}
Before(a, b) == a[1] < b[1] \/ (a[1] = b[1] /\ a[2] < b[2])
Top(S) == IF S = {} THEN <<1, 0>> ELSE CHOOSE h \in S : \A g \in S : h = g \/ Before(g, h)
Size(S, g) == Max({0} \cup {n \in 1..LastPosition : \A p \in 1..n : \E e \in S :
                                e[1] = g /\ e[2] = p})
Newest(S) == Max({1} \cup {e[1] : e \in S})
Head == <<gen, Max({0} \cup {e[2] : e \in {d \in db : d[1] = gen}})>>

Init ==
    /\ db = {} /\ back = {} /\ anchor = <<1, 0>> /\ bak = {} /\ bakBack = {} /\ bakAnchor = <<1, 0>>
    /\ gen = 1 /\ ready = TRUE /\ leave = FALSE
    /\ toAnchor = None /\ left = {} /\ peer = {} /\ drawn = 0
    /\ crashes = 0 /\ restores = 0 /\ losses = 0

\* Durable in the database; the anchor follows, and only then is it confirmed.  [DURABLE-1]
Write(g, p) ==
    /\ p <= LastPosition /\ g <= LastGeneration
    /\ drawn' = drawn + 1
    /\ db' = db \cup {<<g, p, drawn + 1>>}
    /\ toAnchor' = <<g, p, drawn + 1>>

\* [RELEASE-1] the next position; [START-1] not before the comparison has ended.
Release ==
    /\ ready /\ toAnchor = None
    /\ Write(Head[1], Head[2] + 1)
    /\ UNCHANGED <<anchor, back, bak, bakBack, bakAnchor, gen, ready, leave, left, peer, crashes, restores, losses>>

Raise ==
    /\ toAnchor # None
    /\ anchor' = IF Before(anchor, <<toAnchor[1], toAnchor[2]>>)
                 THEN <<toAnchor[1], toAnchor[2]>> ELSE anchor
    /\ toAnchor' = None
    /\ UNCHANGED <<db, back, bak, bakBack, bakAnchor, gen, ready, leave, left, peer, drawn, crashes, restores, losses>>

\* It leaves, and may reach the peer at once, later or never.
Leave(e) ==
    /\ e \in db /\ e \notin left
    /\ AnchorFirst => e # toAnchor
    /\ left' = left \cup {e}
    /\ UNCHANGED <<db, anchor, back, bak, bakBack, bakAnchor, gen, ready, leave, toAnchor, peer, drawn, crashes, restores,
                   losses>>

Reach(e) ==
    /\ e \in left /\ e \notin peer
    /\ peer' = peer \cup {e}
    /\ UNCHANGED <<db, anchor, back, bak, bakBack, bakAnchor, gen, ready, leave, toAnchor, left, drawn, crashes, restores,
                   losses>>

Backup ==
    /\ toAnchor = None /\ bak' = db /\ bakBack' = back /\ bakAnchor' = anchor
    /\ bak' # bak
    /\ restores < Restores
    /\ UNCHANGED <<db, back, anchor, gen, ready, leave, toAnchor, left, peer, drawn, crashes, restores, losses>>

Start(d, b, a) ==
    /\ db' = d /\ back' = b /\ gen' = Newest(d) /\ ready' = FALSE /\ toAnchor' = None /\ leave' = FALSE
    /\ anchor' = IF AnchorRaised /\ a # Missing /\ Before(a, Top(Heads(d \ b)))
                 THEN Top(Heads(d \ b)) ELSE a

Crash ==
    /\ crashes < Crashes /\ crashes' = crashes + 1
    /\ Start(db, back, anchor)
    /\ UNCHANGED <<bak, bakBack, bakAnchor, left, peer, drawn, restores, losses>>

Restore ==
    /\ restores < Restores /\ restores' = restores + 1
    /\ Start(bak, bakBack, IF AnchorOld THEN bakAnchor ELSE anchor)
    /\ UNCHANGED <<bak, bakBack, bakAnchor, left, peer, drawn, crashes, losses>>

\* The anchor's file is lost, noticed at the next start.
Lose ==
    /\ losses < Losses /\ losses' = losses + 1 /\ ~ready
    /\ anchor' = Missing
    /\ UNCHANGED <<db, back, bak, bakBack, bakAnchor, gen, ready, leave, toAnchor, left, peer, drawn, crashes, restores>>

\* --- the comparison: line/start.py --------------------------------------------------------------

\* What the peer shows: its newest generation and highest position, or less, or nothing.
Shows == IF Hides THEN {Missing} \cup Heads(peer) ELSE {IF peer = {} THEN <<1, 0>> ELSE Top(Heads(peer))}

\* [START-2] entries of its own that a peer shows and it lacks are taken back, in order.
TakeBack(e) ==
    /\ PeersAsked /\ e \in peer /\ e \notin db
    /\ ~\E d \in db : d[1] = e[1] /\ d[2] = e[2]
    /\ e[2] = Size(db, e[1]) + 1
    /\ toAnchor = None
    /\ back' = back \cup {e}     \* It moves no anchor: what else was signed, it does not tell.
    /\ IF ready /\ e[1] >= gen
       THEN \* [START-4] given back after the comparison: what else was given away is not known.
            IF OpenedWithIt
            THEN /\ e[1] < LastGeneration /\ drawn' = drawn + 1 /\ gen' = e[1] + 1
                 /\ db' = db \cup {e, <<e[1] + 1, 1, drawn + 1>>}
                 /\ toAnchor' = <<e[1] + 1, 1, drawn + 1>> /\ ready' = TRUE /\ leave' = FALSE
            ELSE /\ db' = db \cup {e} /\ gen' = e[1] /\ ready' = FALSE /\ leave' = TRUE
                 /\ UNCHANGED <<drawn, toAnchor>>
       ELSE /\ db' = db \cup {e} /\ gen' = (IF e[1] > gen THEN e[1] ELSE gen)
            /\ UNCHANGED <<drawn, toAnchor, ready, leave>>
    /\ UNCHANGED <<anchor, bak, bakBack, bakAnchor, left, peer, crashes, restores, losses>>

Lacks(shown) == Before(Head, shown)
Ahead == AnchorRead /\ (anchor = Missing \/ Before(Head, anchor))
Unnamed == AnchorRead /\ \E e \in back : Before(anchor, <<e[1], e[2]>>)

\* [START-3] [START-4] [START-5] the next generation, opened by a line event at position 1.
Open(shown) ==
    LET top == Top({Head, shown} \cup (IF AnchorRead THEN {anchor} ELSE {}))
        g == top[1] + 1
        free == {n \in Generations : n >= g /\ ~\E e \in left \cup db : e[1] = n}
    IN /\ \E n \in (IF anchor = Missing /\ LeftOut /\ AnchorRead THEN free ELSE {g}) :
            /\ Write(n, 1) /\ gen' = n
       /\ ready' = TRUE /\ leave' = FALSE
       /\ anchor' = anchor

Decide(shown) ==
    /\ ~ready /\ toAnchor = None
    /\ IF ~PeersAsked /\ ~Ahead /\ ~Unnamed /\ ~leave
       THEN ready' = TRUE /\ UNCHANGED <<db, gen, anchor, drawn, toAnchor, leave>>
       ELSE IF Ahead \/ Unnamed \/ leave \/ Lacks(shown) \/ shown = Missing
       THEN Open(shown)
       ELSE ready' = TRUE /\ UNCHANGED <<db, gen, anchor, drawn, toAnchor, leave>>
    /\ UNCHANGED <<back, bak, bakBack, bakAnchor, left, peer, crashes, restores, losses>>

\* [START-4] a FLASH does not wait: the next generation at once, nobody was asked.
Flash ==
    /\ ~ready /\ toAnchor = None
    /\ Open(Missing)
    /\ UNCHANGED <<back, bak, bakBack, bakAnchor, left, peer, crashes, restores, losses>>

Give == \E e \in peer : TakeBack(e)
Choose == \E shown \in Shows : Decide(shown)

Next ==
    \/ Release \/ Raise \/ Backup \/ Crash \/ Restore \/ Lose \/ Flash \/ Choose \/ Give
    \/ \E e \in db : Leave(e)
    \/ \E e \in left : Reach(e)

Fairness == WF_vars(Raise) /\ WF_vars(Choose) /\ WF_vars(Give)

Spec == Init /\ [][Next]_vars /\ Fairness

\* --- what must hold -----------------------------------------------------------------------------

\* No place is used for two entries: nobody can accuse an honest author.  [FORK-1]
OnePlace == \A e, f \in left \cup db : e[1] = f[1] /\ e[2] = f[2] => e = f

\* Every start comes to an end.
\* (Unless the numbers of these bounds are used up.)
Spent == gen = LastGeneration \/ anchor[1] = LastGeneration
         \/ \E e \in left \cup db : e[1] = LastGeneration
ComesUp == []<>(ready \/ Spent)
=============================================================================
