----------------------------- MODULE Preemption -----------------------------
(* One link: frames of several lanes, cut into fragments, behind one another in *)
(* a bearer that takes `Window` fragments below FLASH at most.  A FLASH passes  *)
(* whatever has not been handed over; what waits is never lost.                 *)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
    Frames,           \* the frames, 1..n
    Window,           \* fragments below FLASH in flight at most (OUT-7)
    Cuts,             \* how often the link may be lost
    \* Guards
    AtFragments,      \* OUT-7: a FLASH does not wait for the rest of a longer frame
    Bounded,          \* OUT-7: what is in flight below FLASH is bounded
    HigherFirst,      \* OUT-1: lower lanes wait for higher ones
    Requeued,         \* OUT-2: what a lost link alone carried goes again
    PerLane           \* FRAME-3: fragments are put together by lane

LaneOf == <<0, 3, 0, 2, 3, 1>>      \* frame -> lane, 3 is FLASH
Pieces == <<3, 2, 2, 2, 1, 3>>      \* frame -> how many fragments it has

VARIABLES
    out,              \* frames released
    waiting,          \* frames released and not begun
    left,             \* frame -> fragments not handed over yet, of frames begun
    bearer,           \* fragments handed over, oldest first: <<frame, number>>
    partial,          \* lane -> <<frame, fragments got>> at the receiver, or <<>>
    got,              \* frames that the receiver has put together
    spoilt,           \* a frame was put together out of pieces of two
    cuts,
    behind            \* FLASH frame -> lower fragments that arrived while it waited

vars == <<out, waiting, left, bearer, partial, got, spoilt, cuts, behind>>
Lanes == 0..3
Flash(f) == LaneOf[f] = 3
Begun == {f \in Frames : left[f] > 0}
InFlight == {i \in 1..Len(bearer) : ~Flash(bearer[i][1])}
Slot(f) == IF PerLane THEN LaneOf[f] ELSE 0
Init ==
    /\ out = {} /\ waiting = {} /\ left = [f \in Frames |-> 0] /\ bearer = <<>>
    /\ partial = [l \in Lanes |-> <<>>] /\ got = {} /\ spoilt = FALSE /\ cuts = 0
    /\ behind = [f \in Frames |-> 0]

Release(f) ==
    /\ f \notin out
    /\ out' = out \cup {f} /\ waiting' = waiting \cup {f}
    /\ UNCHANGED <<left, bearer, partial, got, spoilt, cuts, behind>>

\* [OUT-1] The next frame to begin: none more urgent waits, and none so urgent is under way.
Begin(f) ==
    /\ f \in waiting
    /\ HigherFirst => \A g \in waiting : LaneOf[g] <= LaneOf[f]
    /\ \A g \in Begun : IF AtFragments THEN LaneOf[g] < LaneOf[f] ELSE FALSE
    /\ waiting' = waiting \ {f}
    /\ left' = [left EXCEPT ![f] = Pieces[f]]
    /\ UNCHANGED <<out, bearer, partial, got, spoilt, cuts, behind>>

\* One fragment is handed to the bearer: of the most urgent frame begun, and below FLASH only
\* where there is room.  [OUT-7]
Hand(f) ==
    /\ left[f] > 0
    /\ \A g \in Begun : LaneOf[g] <= LaneOf[f]
    /\ (Bounded /\ ~Flash(f)) => Cardinality(InFlight) < Window
    /\ (HigherFirst /\ AtFragments /\ ~Flash(f)) => \A g \in waiting : ~Flash(g)
    /\ bearer' = Append(bearer, <<f, Pieces[f] - left[f] + 1>>)
    /\ left' = [left EXCEPT ![f] = @ - 1]
    /\ UNCHANGED <<out, waiting, partial, got, spoilt, cuts, behind>>

\* The bearer delivers its oldest fragment.  [FRAME-3]
Arrive ==
    /\ bearer # <<>>
    /\ LET f == bearer[1][1]
           n == bearer[1][2]
           s == Slot(f)
           before == partial[s]
           follows == n > 1 /\ before # <<>> /\ before[2] = n - 1
           mixed == follows /\ before[1] # f
           last == n = Pieces[f]
       IN /\ bearer' = Tail(bearer)
          /\ partial' = [partial EXCEPT ![s] =
                IF n = 1 THEN (IF last THEN <<>> ELSE <<f, 1>>)
                ELSE IF ~follows \/ last THEN <<>> ELSE <<f, n>>]
          /\ spoilt' = (spoilt \/ (mixed /\ last))
          /\ got' = IF last /\ (n = 1 \/ (follows /\ ~mixed)) THEN got \cup {f} ELSE got
          /\ behind' = [g \in Frames |->
                IF Flash(g) /\ ~Flash(f) /\ g \notin got
                   /\ (g \in waiting \/ left[g] > 0
                       \/ \E i \in 1..Len(bearer) : bearer[i][1] = g)
                THEN behind[g] + 1 ELSE behind[g]]
    /\ UNCHANGED <<out, waiting, left, cuts>>

\* The link is lost with all that is on it; both ends begin anew on the next.  [OUT-2]
Cut ==
    /\ cuts < Cuts
    /\ cuts' = cuts + 1
    /\ LET under == {f \in Frames : (left[f] > 0 \/ \E i \in 1..Len(bearer) : bearer[i][1] = f)}
       IN waiting' = IF Requeued THEN waiting \cup (under \ got) ELSE waiting
    /\ left' = [f \in Frames |-> 0] /\ bearer' = <<>>
    /\ partial' = [l \in Lanes |-> <<>>]
    /\ behind' = [f \in Frames |-> 0]
    /\ UNCHANGED <<out, got, spoilt>>

Work == (\E f \in Frames : Begin(f) \/ Hand(f)) \/ Arrive
Next == (\E f \in Frames : Release(f)) \/ Work \/ Cut
Spec == Init /\ [][Next]_vars /\ WF_vars(Work)

\* A FLASH is behind lower traffic for no longer than what is in flight already: on a slow bearer,
\* where Window is 1, for one fragment.  [OUT-7]
FlashFirst == \A f \in Frames : behind[f] <= Window

\* Nothing is put together out of pieces of two frames.  [FRAME-3]
NothingMixed == ~spoilt

\* While no link was lost, what was released waits, is under way or has come.
NothingLost ==
    cuts = 0 => \A f \in out : f \in waiting \/ f \in got \/ left[f] > 0
                                \/ \E i \in 1..Len(bearer) : bearer[i][1] = f

\* Lower traffic waits; it is never lost.  [OUT-1] [OUT-2]
AllArrive == \A f \in Frames : (f \in out) ~> (f \in got)
=============================================================================
