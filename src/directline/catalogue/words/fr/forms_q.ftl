### Questions, protestations, réunions : mots de ces formulaires.

## Titres
form-Q3 = Demande de réunion
form-Q4 = Question sur un événement à la frontière
form-Q5 = Demande d’appel entre dirigeants
form-Q6 = Protestation : une règle a été enfreinte
form-Q7 = Ordre du jour d’une commission

## Réponses
answer-later = LATER : oui, mais à un autre moment

## Profils
profile-border = questions de frontière
profile-commissions = commissions annuelles

## Champs
field-meeting_level = Niveau
    .help = Qui devrait se réunir, par fonction.
field-topic = Objet
    .help = Ce dont on parlera, en quelques phrases.
field-medium = Par quel moyen
    .help = Comment les deux côtés se parlent.
field-meeting_host = Qui accueille
    .help = Chez qui. Sans lieu : choisissez cela.
field-meeting_place = Lieu
    .help = Où se réunir, en toutes lettres.
field-talk_language = Langues de l’entretien
    .help = Codes de langue séparés par /, la vôtre d’abord : uk/en.
field-facts = Ce qui a été vu
    .help = Ce qui s’est passé à la frontière, autant que votre côté le sait. Des faits seulement.
field-urgent = Urgent
    .help = Demande une réponse sous deux jours. Ce délai est une valeur par défaut de ce logiciel.
field-caller = Qui appelle
    .help = La fonction de votre côté, jamais un nom.
field-called = Qui est appelé
    .help = La fonction de l’autre côté, jamais un nom.
field-slot_1 = Premier créneau proposé
    .help = Début et fin en UTC.
field-slot_2 = Deuxième créneau proposé
    .help = Début et fin en UTC.
field-slot_3 = Troisième créneau proposé
    .help = Début et fin en UTC.
field-confidentiality = Confidentialité
    .help = Qui peut voir ce message. Les deux côtés s’y tiennent.
field-rule_claimed = Règle
    .help = La règle qui, selon votre côté, a été enfreinte, et où elle figure.
field-redress = Ce qui est demandé
    .help = Ce que votre côté demande. Ce formulaire ne porte ni menace ni ultimatum.
field-redress_text = Ce qui est demandé, en toutes lettres
    .help = Détails de la demande. Laissez vide si le choix dit tout.
field-commission = Commission
    .help = Son nom et l’accord qu’elle sert.
field-agenda = Points
    .help = Numérotez les points. Un seul sujet par point.
field-item_ref = Message dont traite un point
    .help = Sa partie et son numéro : ALPHA 12.
field-item_ref_more = Deuxième message de ce genre
    .help = Sa partie et son numéro : ALPHA 12.
field-item_ref_last = Troisième message de ce genre
    .help = Sa partie et son numéro : ALPHA 12.

## Choix
choice-meeting_level-duty-officers = officiers de permanence
choice-meeting_level-experts = experts
choice-meeting_level-commanders = commandants de la zone
choice-meeting_level-deputies = chefs d’état-major adjoints
choice-meeting_level-chiefs-of-staff = chefs d’état-major
choice-meeting_level-ministers = ministres
choice-meeting_level-delegations = délégations

choice-medium-in-person = en personne
choice-medium-video = par vidéo
choice-medium-voice = par téléphone ou radio
choice-medium-text = par écrit

choice-meeting_host-our-side = notre côté
choice-meeting_host-your-side = votre côté
choice-meeting_host-neutral-host = un hôte neutre
choice-meeting_host-contact-point = le point de rencontre sur la ligne
choice-meeting_host-no-place = aucun lieu nécessaire

choice-principal-head-of-state = chef de l’État
choice-principal-head-of-government = chef du gouvernement
choice-principal-defence-minister = ministre de la défense
choice-principal-foreign-minister = ministre des affaires étrangères
choice-principal-chief-of-staff = chef d’état-major général
choice-principal-security-adviser = chef du secrétariat du conseil de sécurité nationale

choice-confidentiality-parties-only = les parties seulement
choice-confidentiality-parties-and-host = les parties et l’hôte neutre
choice-confidentiality-may-be-published = peut être publié

choice-redress-none = rien : pour mémoire
choice-redress-explanation = une explication
choice-redress-stop = que cela cesse
choice-redress-not-again = que cela ne se reproduise pas
choice-redress-return = restitution de personnes ou de biens
choice-redress-investigation = une enquête
choice-redress-meeting = une réunion
