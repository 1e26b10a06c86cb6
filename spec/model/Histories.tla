------------------------------ MODULE Histories ------------------------------
(* Two histories of one key.  A false author signs what it likes and gives each  *)
(* honest holder what it likes; an honest author signs one entry a place (that   *)
(* it does is Generations' business).  Signatures are ideal: nobody else signs.  *)
EXTENDS Naturals, FiniteSets

CONSTANTS
    Holders, Places, Contents,
    Crashes,          \* of holders
    Refusals,         \* how often a full disk refuses what is to be kept
    \* Guards
    Compared,         \* FORK-1: a second entry at a held place is compared with the first
    FirstStays,       \* FORK-1: the first stays the entry
    SignaturesHold,   \* ENTRY-7: what the author did not sign is refused
    ProofTriedAgain   \* NOT in the code today: a proof that was not stored is made again

Authors == {"false", "honest"}

VARIABLES
    signed,           \* <<author, place, content>> ever signed
    sent,             \* holder -> what was sent to it; it comes again until it is acknowledged
    storing, held,    \* holder -> entries being written; durable
    proving,          \* holder -> pairs being written
    proofs,           \* holder -> <<author, place>> with both signed entries kept
    marked,           \* holder -> places of which a proof was made in this life (volatile)
    crashes, refusals

vars == <<signed, sent, storing, held, proving, proofs, marked, crashes, refusals>>
Entries == Authors \X Places \X Contents
Place(e) == <<e[1], e[2]>>
At(S, e) == {f \in S : Place(f) = Place(e)}

Init ==
    /\ signed = {} /\ sent = [h \in Holders |-> {}] /\ storing = [h \in Holders |-> {}]
    /\ held = [h \in Holders |-> {}] /\ proving = [h \in Holders |-> {}]
    /\ proofs = [h \in Holders |-> {}] /\ marked = [h \in Holders |-> {}]
    /\ crashes = 0 /\ refusals = 0

Sign(e) ==
    /\ e \notin signed
    /\ e[1] = "honest" => At(signed, e) = {}
    /\ signed' = signed \cup {e}
    /\ UNCHANGED <<sent, storing, held, proving, proofs, marked, crashes, refusals>>

\* Anyone may send anything; what the author did not sign is refused where it arrives.  [ENTRY-7]
Send(h, e) ==
    /\ e \notin sent[h] /\ (SignaturesHold => e \in signed)
    /\ sent' = [sent EXCEPT ![h] = @ \cup {e}]
    /\ UNCHANGED <<signed, storing, held, proving, proofs, marked, crashes, refusals>>

\* line/inbox.py: _accept, _two_histories.
Arrive(h, e) ==
    /\ e \in sent[h]
    /\ LET there == At(held[h], e)
           first == At(storing[h], e)
       IN IF there = {} /\ first = {}
          THEN /\ storing' = [storing EXCEPT ![h] = @ \cup {e}]
               /\ UNCHANGED <<held, proving, marked>>
          ELSE IF there # {} /\ e \notin there /\ Compared
          THEN \* [FORK-2] one proof a place is enough.
               /\ Place(e) \notin marked[h] \/ (ProofTriedAgain /\ Place(e) \notin proofs[h])
               /\ Place(e) \notin proving[h]
               /\ marked' = [marked EXCEPT ![h] = @ \cup {Place(e)}]
               /\ proving' = [proving EXCEPT ![h] = @ \cup {Place(e)}]
               /\ held' = IF FirstStays THEN held
                          ELSE [held EXCEPT ![h] = (@ \ there) \cup {e}]
               /\ UNCHANGED storing
          ELSE \* The first is still being written: the second is not acknowledged, and comes again.
               FALSE
    /\ UNCHANGED <<signed, sent, proofs, crashes, refusals>>

Store(h) ==
    /\ storing[h] # {} \/ proving[h] # {}
    /\ held' = [held EXCEPT ![h] = @ \cup storing[h]]
    /\ proofs' = [proofs EXCEPT ![h] = @ \cup proving[h]]
    /\ storing' = [storing EXCEPT ![h] = {}] /\ proving' = [proving EXCEPT ![h] = {}]
    /\ UNCHANGED <<signed, sent, marked, crashes, refusals>>

Refuse(h) ==
    /\ refusals < Refusals /\ refusals' = refusals + 1
    /\ storing[h] # {} \/ proving[h] # {}
    /\ storing' = [storing EXCEPT ![h] = {}] /\ proving' = [proving EXCEPT ![h] = {}]
    /\ UNCHANGED <<signed, sent, held, proofs, marked, crashes>>

Crash(h) ==
    /\ crashes < Crashes /\ crashes' = crashes + 1
    /\ storing' = [storing EXCEPT ![h] = {}] /\ proving' = [proving EXCEPT ![h] = {}]
    /\ marked' = [marked EXCEPT ![h] = {}]
    /\ UNCHANGED <<signed, sent, held, proofs, refusals>>

Bring(h) == \E e \in sent[h] : Arrive(h, e)
Next ==
    \/ \E e \in Entries : Sign(e) \/ \E h \in Holders : Send(h, e)
    \/ \E h \in Holders : Bring(h) \/ Store(h) \/ Refuse(h) \/ Crash(h)
Spec == Init /\ [][Next]_vars /\ \A h \in Holders : WF_vars(Bring(h)) /\ WF_vars(Store(h))

\* --- what must hold -----------------------------------------------------------------------------

\* No proof names an honest author, in one holder's hands ...
NeverHonest == \A h \in Holders : \A p \in proofs[h] \cup proving[h] : p[1] # "honest"
\* ... nor in those of two holders who lay their transcripts side by side.
NeverHonestTogether ==
    \A h, k \in Holders : \A e \in held[h], f \in held[k] :
        e[1] = "honest" /\ Place(e) = Place(f) => e = f
\* A proof is never of one history alone.
ProofsAreTrue ==
    \A h \in Holders : \A p \in proofs[h] : Cardinality({e \in signed : Place(e) = p}) > 1
\* What is held stays, and one entry a place.  [FORK-1]
OneEntry == \A h \in Holders : \A e, f \in held[h] : Place(e) = Place(f) => e = f
Stays == [][\A h \in Holders : held[h] \subseteq held'[h] /\ proofs[h] \subseteq proofs'[h]]_vars
\* Two histories that both reach one holder are exposed.  [FORK-1]
Exposed ==
    \A h \in Holders, p \in Authors \X Places :
        (Cardinality({e \in sent[h] : Place(e) = p}) > 1) ~> (p \in proofs[h])
=============================================================================
