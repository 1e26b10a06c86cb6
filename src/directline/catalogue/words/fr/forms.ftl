### Titres, libellés, aides et choix des formulaires.  L’anglais est la langue de conception.

## Titres
form-I0 = DÉSENGAGEZ : arrêtez ce que vous faites (STEP BACK)
form-I1 = STOP : vous frappez ceci
form-I4 = Entrée dans notre territoire : est-ce à vous ?
form-I5 = Notre arme ou drone égaré
form-L1 = Essai de ligne
form-L4 = Accusé de réception
form-L5 = Demande : a-t-il été vu, ou que manque-t-il
form-L6 = Correction ou annulation
form-L8 = Suspendre ou reprendre un sujet
form-A1 = Zone dangereuse
form-A6 = Zone d’opérations aériennes
form-S1 = Lancement de missile balistique, préavis
form-H3 = Mouvement humanitaire
form-H11 = Échange : acheminement des personnes
form-Q1 = Demande d’éclaircissements
form-Q2 = Réponse à une demande d’éclaircissements

## Champs
field-addressee = À (fonction)
    .help = La fonction qui doit recevoir ceci. Une fonction, jamais un nom de personne.
field-remark = Remarque
    .help = Une brève remarque dans votre langue. Elle n’est pas traduite. Laissez vide si les champs disent tout.
field-position = Position
    .help = Latitude et longitude, et le même lieu en MGRS. Les deux doivent concorder.
field-since = Depuis
    .help = Quand cela a commencé, en UTC : 2026-11-21T22:30Z ou 212230ZNOV26.
field-circle = Cercle
    .help = Le centre dans les deux notations, et un rayon en km ou en milles marins.
field-area = Zone
    .help = Au moins trois points dans l’ordre, un par ligne : latitude et longitude, ou MGRS, ou les deux séparés par /.
field-window = Du, au
    .help = Début et fin en UTC.
field-altitude = Altitude
    .help = La plus basse et la plus haute, avec unité (ft, m, FL) et référence (AMSL, AGL, FL). SFC est la surface, UNL est sans limite.
field-course = Route
    .help = Degrés vrais, de 0 à 359.
field-speed = Vitesse
    .help = En nœuds.
field-halt = Ce qui doit cesser
    .help = Ce que l’autre côté est prié d’arrêter, ici et maintenant.
field-own_forces = Nos forces s’y trouvent
    .help = Si nos propres forces se trouvent à cet endroit.
field-hit = Ce qui est frappé
    .help = Ce qui y est frappé en ce moment.
field-says = Qui le dit
    .help = D’où vient l’information.
field-seen = Ce qui a été vu
    .help = Genre, nombre et identité, autant qu’on le sait.
field-seen_at = Vu à
    .help = Quand il a été vu en dernier à cette position, en UTC.
field-instruction = Instruction donnée
    .help = Ce qui lui a été dit de faire sur place.
field-weapon = Genre d’arme
    .help = Ce qui est égaré.
field-launched_at = Lancé à
    .help = Quand il a été lancé ou a échappé au contrôle, en UTC.
field-launched_from = Lancé de
    .help = D’où il a été lancé, dans les deux notations.
field-impact_circle = Impact prévu
    .help = Où il devrait tomber : le centre dans les deux notations, et un rayon.
field-impact_at = Heure prévue de l’impact
    .help = Quand il devrait tomber, en UTC.
field-armed = Armé
    .help = S’il porte une charge active.
field-intent = Intention hostile
    .help = Ce formulaire dit qu’il n’y en a pas.
field-number = Numéro de l’essai
    .help = Le numéro de cet essai.
field-neutral = Texte de l’essai
    .help = Une phrase du recueil neutre. Elle ne signifie rien d’autre.
field-checksum = Chiffres de contrôle
    .help = Quatre chiffres tirés du numéro et du texte. Les deux personnes les comparent.
field-ref_party = Du message : partie
    .help = La partie qui a écrit le message, par son numéro dans la charte.
field-ref_generation = Du message : génération
    .help = La génération du flux de cette partie.
field-ref_position = Du message : rang
    .help = Le rang dans le flux de cette partie.
field-level = Étape
    .help = 2 remis, 3 ouvert, 4 compris, 5 transmis, 6 répondu ou décliné.
field-role = Fonction
    .help = La fonction de la personne qui a accompli l’étape.
field-call_sign = Indicatif
    .help = L’indicatif de la personne qui a accompli l’étape.
field-passed_unit = Unité ou autorité
    .help = L’unité ou l’autorité qui a été avertie.
field-answer = Réponse
    .help = Le code de la réponse.
field-read_back = Valeurs collationnées
    .help = Ce que le destinataire a saisi de nouveau.
field-decline_reason = Raison de décliner
    .help = Le code de la raison.
field-request = Demande
    .help = Si un message a été vu, ou des messages qui manquent ici.
field-ref = Message
    .help = Sa partie et son numéro : ALPHA 12.
field-last = Dernier message manquant
    .help = La fin de la série, quand des numéros manquent.
field-action = Action
    .help = Annuler le message, ou corriger certains de ses champs.
field-original_form = Formulaire du message
    .help = Le code du formulaire annulé ou corrigé.
field-changes = Champs corrigés
    .help = Un par ligne : champ = nouvelle valeur.
field-correction_reason = Raison
    .help = Pourquoi il est annulé ou corrigé.
field-subject = Sujet
    .help = Le sujet suspendu ou repris. Essais, formulaires vitaux et humanitaires continuent toujours.
field-suspension = Suspendre ou reprendre
    .help = Ce que votre côté déclare.
field-legal_basis = Base juridique
    .help = Ce sur quoi votre côté s’appuie, dans ses propres termes.
field-effective_date = À compter du
    .help = Une date UTC : 2026-11-21.
field-launch_date = Date du lancement
    .help = La date prévue, en UTC : 2026-11-21.
field-missile_class = Classe de missile
    .help = Missile balistique intercontinental ou lancé par sous-marin.
field-launch_place = Zone de lancement, en toutes lettres
    .help = Pour un sous-marin : le quadrant océanique ou la mer.
field-launch_area = Zone de lancement
    .help = Au moins trois points dans l’ordre, un par ligne.
field-impact_area = Zone d’impact
    .help = Au moins trois points dans l’ordre, un par ligne.
field-nature = Nature du danger
    .help = Ce qui rend la zone dangereuse, si cela est divulgué.
field-warning_ref = Avis publié
    .help = Numéro de l’avis NOTAM ou NAVAREA.
field-aircraft = Aéronefs
    .help = La catégorie seulement. Aucun objectif.
field-separation_rule = Règle de séparation
    .help = Code de la règle que les deux côtés observent.
field-cause = Sujet de préoccupation
    .help = Ce que vous avez vu et pourquoi cela vous préoccupe.
field-activity = Activité
    .help = Le genre d’activité sur lequel porte votre question.
field-questions = Questions
    .help = Numérotez vos questions. Un seul point par question.
field-result = Résultat
    .help = Si les questions ont reçu réponse. « Ne peut pas dire » est une réponse admise.
field-reply = Texte de la réponse
    .help = Répondez à chaque question par son numéro.
field-activity_ends = Fin de l’activité
    .help = Quand l’activité devrait prendre fin, en UTC.
field-organisation = Organisation
    .help = Qui se déplace.
field-route = Itinéraire
    .help = Points dans l’ordre, un par ligne. Une heure peut suivre : @ 2026-11-21T22:30Z.
field-vehicles = Véhicules
    .help = Combien de véhicules se déplacent.
field-vehicle_marks = Types, plaques, couleurs
    .help = Pour chaque véhicule : type, plaque, couleur.
field-persons = Personnes
    .help = Combien de personnes voyagent.
field-roof_marking = Marquage des toits
    .help = Si les toits portent un marquage visible du ciel.
field-infrared = Marquage infrarouge
    .help = Si le marquage est visible de nuit en infrarouge.
field-contact = Contact en route
    .help = Une fonction et comment la joindre : téléphone ou fréquence.
field-emergency = Urgence
    .help = Un mouvement d’urgence laisse un préavis plus court.
field-mode = Moyen de transport
    .help = Comment les personnes voyagent.
field-vehicle_id = Véhicule, vol ou navire
    .help = Immatriculation, numéro de vol ou nom.
field-handover = Lieu de remise
    .help = Dans les deux notations.
field-stand_down = Défense aérienne en retrait dans
    .help = Le centre dans les deux notations, et un rayon.

## Choix de tous les formulaires
choice-unknown = inconnu
choice-ynu-yes = oui
choice-ynu-no = non

choice-halt-approach = approche
choice-halt-fire = tir
choice-halt-movement = mouvement
choice-halt-flight = vol
choice-halt-boarding = arraisonnement
choice-halt-emission = émission (radar, brouillage, laser)

choice-hit-own-forces = nos propres forces
choice-hit-friendly-forces = forces alliées aux nôtres
choice-hit-civilians = civils
choice-hit-hospital = hôpital
choice-hit-humanitarian-convoy = convoi humanitaire
choice-hit-humanitarian-site = site humanitaire
choice-hit-aircraft = aéronef
choice-hit-vessel = navire
choice-hit-infrastructure = infrastructure dangereuse ou vitale

choice-says-own-unit = notre unité sur place
choice-says-own-command = notre commandement
choice-says-humanitarian-organisation = organisation humanitaire
choice-says-third-party = tierce partie
choice-says-civil-authority = autorité civile

choice-kind-aircraft = avion
choice-kind-helicopter = hélicoptère
choice-kind-unmanned-aircraft = aéronef sans équipage
choice-kind-vessel = navire
choice-kind-submarine = sous-marin
choice-kind-vehicle = véhicule
choice-kind-persons = personnes à pied
choice-kind-balloon = ballon
choice-kind-other = autre

choice-instruction-none-given = aucune
choice-instruction-turn-back = faire demi-tour
choice-instruction-leave = quitter la zone
choice-instruction-land = atterrir
choice-instruction-stop = s’arrêter
choice-instruction-follow = nous suivre
choice-instruction-identify = s’identifier

choice-weapon-ballistic-missile = missile balistique
choice-weapon-cruise-missile = missile de croisière
choice-weapon-unmanned-aircraft = aéronef sans équipage
choice-weapon-air-dropped = arme larguée d’un aéronef
choice-weapon-artillery = obus d’artillerie
choice-weapon-rocket = roquette
choice-weapon-torpedo = torpille
choice-weapon-naval-drone = drone naval
choice-weapon-balloon = ballon
choice-weapon-other = autre

choice-intent-none = aucune

choice-request-query-ack = ce message a-t-il été vu ?
choice-request-gap-request = envoyez les messages manquants

choice-action-cancel = annuler
choice-action-correct = corriger

choice-correction_reason-false-alarm = fausse alerte
choice-correction_reason-error = erreur dans le message
choice-correction_reason-overtaken = dépassé par les événements
choice-correction_reason-activity-cancelled = activité annulée
choice-correction_reason-activity-changed = activité modifiée
choice-correction_reason-clearer = rendu plus clair

choice-subject-launch-notification = notifications de lancement
choice-subject-hazard-notification = zones dangereuses
choice-subject-air-deconfliction = déconfliction aérienne
choice-subject-humanitarian-movement = mouvements humanitaires
choice-subject-clarification = demandes d’éclaircissements
choice-subject-strategic-arms = données et inspections sur les armes stratégiques
choice-subject-exercise-notification = exercices et rapports militaires
choice-subject-zones = zones et mouvements près de la ligne de contact
choice-subject-incident-report = comptes rendus d’incident
choice-subject-consultation = appels, réunions et protestations
choice-subject-cross-domain = cyber, infrastructures, sûreté nucléaire et espace
choice-subject-other = autre

choice-suspension-suspend = suspendre
choice-suspension-resume = reprendre

choice-missile_class-icbm = missile balistique intercontinental (ICBM)
choice-missile_class-slbm = missile balistique lancé par sous-marin (SLBM)

choice-nature-gunnery = tirs d’artillerie
choice-nature-missile-firing = tirs de missiles
choice-nature-torpedo = tirs de torpilles
choice-nature-bombing = bombardements d’entraînement
choice-nature-submarine-exercise = exercice de sous-marins
choice-nature-mine-clearance = déminage
choice-nature-salvage = sauvetage ou remorquage
choice-nature-rocket-debris = chute d’éléments de fusée
choice-nature-other = autre

choice-aircraft-fast-jet = avions de combat rapides
choice-aircraft-bomber = bombardiers
choice-aircraft-transport = avions de transport
choice-aircraft-tanker-or-support = ravitailleurs ou avions de soutien
choice-aircraft-helicopter = hélicoptères
choice-aircraft-unmanned = aéronefs sans équipage
choice-aircraft-mixed = divers

choice-activity-movement = mouvement de forces
choice-activity-exercise = exercice
choice-activity-concentration = concentration de forces
choice-activity-flight = vols
choice-activity-naval = activité navale
choice-activity-missile = activité de missiles
choice-activity-construction = construction
choice-activity-emission = émissions ou brouillage
choice-activity-incident = incident
choice-activity-other = autre

choice-result-answered = répondu
choice-result-answered-in-part = répondu en partie
choice-result-cannot-say = ne peut pas dire

choice-mode-air = par air
choice-mode-road = par route
choice-mode-rail = par rail
choice-mode-sea = par mer

## Textes neutres de l’essai de ligne
choice-neutral-T1 = La rivière est basse en automne et les pierres de la berge sont sèches.
choice-neutral-T2 = Quatre bateaux blancs sont au port, et le cinquième est vert.
choice-neutral-T3 = Le matin, le boulanger ouvre sa boutique avant que les réverbères s’éteignent.
choice-neutral-T4 = Le vieux pommier derrière l’école donne des fruits une année sur deux.
choice-neutral-T5 = Une bibliothèque de neuf salles garde ses cartes dans la plus petite.
choice-neutral-T6 = Il a neigé la nuit sur les collines, mais la vallée est restée grise.
choice-neutral-T7 = Le train s’arrête à sept gares, et à la troisième il y a du thé.
choice-neutral-T8 = Deux horloges d’une même maison sonnent rarement au même instant.

## Définitions de comptage et unités
quantity-test-number = compte les essais de cette ligne
quantity-ladder = étape de l’accusé de réception, de 2 à 6
quantity-degrees-true = degrés vrais
quantity-knots = nœuds
quantity-vehicles-moving = tout véhicule qui se déplace, escortes comprises, remorques non comprises
quantity-persons-aboard = toute personne qui voyage, conducteurs et escortes compris
quantity-persons-exchanged = personnes à remettre, sans équipages ni escortes
datum-AMSL = au-dessus du niveau moyen de la mer
datum-AGL = au-dessus du sol
datum-FL = niveau de vol, pression 1013,25 hPa

## Fonctions
role-DUTY-OFFICER = officier de permanence
role-WATCH-SUPERVISOR = chef de quart
role-AIR-OPERATIONS = opérations aériennes
role-MARITIME-OPERATIONS = opérations maritimes
role-GROUND-OPERATIONS = opérations terrestres
role-AIR-DEFENCE = défense aérienne
role-LIAISON-OFFICER = officier de liaison
role-SEARCH-AND-RESCUE = recherche et sauvetage
role-HUMANITARIAN-CELL = cellule humanitaire
role-CONVOY-LEADER = chef de convoi
role-EXCHANGE-COORDINATOR = coordonnateur des échanges
role-COMMANDER = commandant
role-DUTY-DIPLOMAT = diplomate de permanence

## Profils
profile-core = noyau : sur toute ligne
