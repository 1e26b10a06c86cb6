### Engagements : mots de ces formulaires.

## Titres
form-U1 = Engagement : ce que nous observerons (formulaire proposé)
form-U2 = Acte relatif à un engagement (formulaire proposé)
form-U3 = Réponse à une réclamation (formulaire proposé)

## Profils
profile-undertakings = engagements et réclamations

## Champs
field-undertaking_kind = Type
    .help = Commun : les deux parties signent ce texte. Parallèle : chacune déclare sa propre moitié.
field-other_half = L’autre moitié
    .help = Le message portant la déclaration de l’autre partie : BRAVO 12.
field-scope = Objet de l’engagement
    .help = Quels actes et quels objets, un par un. Des faits seulement.
field-text_digest = Empreinte du texte convenu
    .help = SHA-256 du texte que détiennent les deux parties, 64 signes 0-9 a-f.
field-clause = Clause
    .help = La clause de ce texte.
field-start_kind = Entrée en vigueur
    .help = Comment il entre en vigueur. Il faut le dire.
field-start_event = Événement de départ
    .help = L’événement avec lequel il commence, reconnaissable par les deux parties.
field-ending = Fin de validité
    .help = Comment il prend fin. Il faut le dire.
field-end_event = Événement de fin
    .help = L’événement avec lequel il prend fin.
field-extension = Prolongation
    .help = Par les deux : toutes deux signent. Tacite : il continue sauf dénonciation.
field-extension_days = Chaque prolongation tacite
    .help = En jours.
field-condition_text = Sa condition
    .help = Ce dont il dépend.
field-attested_by = Qui atteste la condition
    .help = Il faut quelqu’un.
field-reciprocity = Réciprocité
    .help = S’il ne vaut que tant que l’autre partie observe le sien.
field-notice_hours = Préavis de dénonciation
    .help = En heures. Une date plus proche ne compte pas. 0 : immédiatement.
field-reply_hours = Réponse à une réclamation sous
    .help = En heures, à partir de la réception de la réclamation.
field-consultation = Consultation d’abord
    .help = Si les deux parties se parlent avant d’agir sur une réclamation.
field-release_rule = Libération après une réclamation
    .help = Quand une réclamation permet de suspendre. Mieux : après une réponse, ou faute de réponse à temps.
field-verification = Comment on le vérifie
    .help = Par qui et comment, le cas échéant.
field-humanitarian = Humanitaire
    .help = Oui : il ne peut être suspendu en réponse à une violation et ne prend fin que selon ses propres termes.
field-undertaking_act = Acte
    .help = Une prolongation, une fin ou une suspension convenue vaut dès que l’autre partie accepte.
field-effect_at = Prend effet à
    .help = En UTC : 2026-11-21T22:30Z.
field-ground = Motif invoqué
    .help = Ce sur quoi l’acte se fonde, selon son auteur.
field-claim = Réclamation
    .help = La réclamation à laquelle ceci répond. Jamais pour un engagement humanitaire.
field-new_end = Nouvelle fin
    .help = En UTC : 2026-11-21T22:30Z.
field-claim_reply = Réponse
    .help = Ce que votre partie dit de la réclamation. Maintenue, retirée, réparée : son auteur seulement.
field-counter_claim = Réclamation en retour
    .help = La réclamation de votre partie : ALPHA 12.

## Choix
choice-undertaking_kind-joint = commun : les deux parties signent
choice-undertaking_kind-parallel = parallèle : l’une de deux moitiés
choice-undertaking_kind-conditional = commun, sous condition

choice-start_kind-at-instant = à une heure fixée
choice-start_kind-on-event = avec un événement
choice-start_kind-on-acceptance = à l’acceptation

choice-ending-at-instant = à une heure fixée
choice-ending-on-event = avec un événement
choice-ending-until-denounced = à la dénonciation

choice-extension-none = aucune
choice-extension-by-both = par les deux
choice-extension-tacit = tacite

choice-attested_by-author = l’expéditeur
choice-attested_by-addressee = le destinataire
choice-attested_by-both-parties = les deux parties
choice-attested_by-neutral-host = l’hôte neutre
choice-attested_by-third-party = un tiers

choice-reciprocity-none = vaut par lui-même
choice-reciprocity-while-other-observes = tant que l’autre partie observe le sien

choice-release_rule-none = une réclamation ne libère personne
choice-release_rule-after-reply = après une réponse, ou son délai passé
choice-release_rule-immediate = immédiatement

choice-undertaking_act-denounce = le dénonce
choice-undertaking_act-suspend = le suspend
choice-undertaking_act-resume = le reprend
choice-undertaking_act-extend = le prolonge
choice-undertaking_act-end = y met fin d’un commun accord
choice-undertaking_act-start-event = l’événement de départ a eu lieu
choice-undertaking_act-end-event = l’événement de fin a eu lieu

choice-ground-own-terms = ses propres termes
choice-ground-agreed = accord des deux parties
choice-ground-condition-failed = une condition a fait défaut
choice-ground-response-to-breach = réponse à une violation alléguée

choice-claim_reply-accepted = acceptée
choice-claim_reply-denied = niée
choice-claim_reply-justified = l’acte était justifié
choice-claim_reply-investigating = non connu : enquête en cours
choice-claim_reply-counter-claim = avec une réclamation en retour
choice-claim_reply-maintained = réplique : maintenue
choice-claim_reply-withdrawn = réplique : retirée
choice-claim_reply-remedied = réplique : réparée
choice-claim_reply-noted = note, d’aucune des parties

## Unités
quantity-hours = heures
quantity-days = jours
