### Rencontres et incidents : mots de ces formulaires.

## Titres
form-I2 = Phrase codée : à transmettre au navire ou à l’aéronef
form-I3 = Entrée dans votre territoire : c’est à nous
form-I6 = Perturbation de nos réseaux de commandement
form-I7 = Rencontre dangereuse : notre compte rendu
form-I8 = Incident : abordage, perte ou dommage
form-I9 = Détresse : vies en danger, aide demandée
form-I10 = Personnes ou navire à la dérive ou de l’autre côté de la ligne
form-I11 = Zone de récupération : épave ou engin tombé
form-I12 = Aéronef civil en danger : veuillez l’avertir

## Réponses
answer-transmitted = TRANSMITTED : émis sur cette fréquence, à l’heure dite en remarque, sinon maintenant
answer-not-transmitted = NOT TRANSMITTED : n’a pas été émis
answer-answered = ANSWERED : émis, et la station a donné la réponse requise
answer-proceed = PROCEED : faites ce que vous prévoyez
answer-leave = LEAVE : partez par la voie sûre la plus courte
answer-stay = STAY : restez où vous êtes et attendez

## Profils
profile-recovery = récupération d’épaves

## Champs
field-phrase = Phrase à transmettre
    .help = Transmettez le code tel quel. Lu dans un exemplaire imprimé d’une annexe, non comparé à une annexe officielle.
field-phrase_number = Nombre n de la phrase
    .help = Seulement pour les phrases avec n.
field-phrase_direction = Direction b de la phrase
    .help = Seulement pour les phrases avec b. Degrés vrais, de 0 à 359.
field-response = Réponse requise
    .help = Découle de la phrase. Laissez vide : la station le remplit.
field-our_unit = Du côté de l’expéditeur
    .help = Genre, nombre et identité, autant qu’ils sont divulgués.
field-station_called = Indicatif à appeler
    .help = Le navire ou l’aéronef visé : indicatif, nom ou numéro de coque.
field-frequency = Fréquence
    .help = Avec son unité : 156.8 MHz.
field-checked = État de la table de codes
    .help = Si le code a été comparé à une annexe officielle.
field-entry_cause = Comment c’est arrivé
    .help = Ce qui l’a mené là.
field-entry_plan = Ce qu’il fera
    .help = Ce qu’il fait ensuite si vous ne dites rien d’autre.
field-help_wanted = Aide souhaitée
    .help = Ce qui lui serait le plus utile.
field-disturbed = Ce qui est perturbé
    .help = Le genre de réseau.
field-band = Bande ou fréquence
    .help = Avec son unité, autant que vous la divulguez : 225-400 MHz.
field-ended_at = Terminé à
    .help = En UTC. Laissez vide tant que cela dure.
field-disturbance = Effet
    .help = Ce que cela fait au réseau.
field-happened_at = Heure
    .help = Quand cela s’est produit, en UTC : 2026-11-21T22:30Z ou 212230ZNOV26.
field-their_unit = Du côté du destinataire, tel que vu
    .help = Genre, nombre et identité, autant qu’on le sait.
field-closest = Distance minimale
    .help = Entre les deux, mesurée au sol.
field-height_apart = Différence de hauteur
    .help = À la distance minimale. Pour des aéronefs.
field-behaviour = Ce qui a été fait
    .help = Ce qui a été vu, pas pourquoi.
field-behaviour_also = Fait aussi
    .help = Un second acte, s’il y en a eu un.
field-evidence = Empreinte des preuves
    .help = SHA-256 de l’enregistrement que garde votre côté, 64 chiffres. L’enregistrement lui-même n’est pas envoyé.
field-incident = Genre d’incident
    .help = Ce qui s’est produit avant tout.
field-dead = Morts
    .help = De votre côté, autant qu’on le sait.
field-injured = Blessés
    .help = De votre côté, autant qu’on le sait.
field-missing = Disparus
    .help = De votre côté, autant qu’on le sait.
field-goes_on = Le danger continue
    .help = Si le danger ou le sauvetage continue.
field-account = Récit de l’expéditeur
    .help = Ce qui s’est produit, dans l’ordre. Des faits seulement : pas de suppositions sur le pourquoi.
field-distress = Genre de détresse
    .help = Ce qui leur est arrivé.
field-craft = Engin
    .help = Genre, nombre et identité, autant qu’on le sait.
field-persons_in_distress = Personnes en danger
    .help = Combien ont besoin d’être sauvées.
field-own_help = Nos propres sauveteurs
    .help = Si des secours de votre côté sont en route.
field-help_asked = Ce que nous demandons
    .help = La seule chose la plus nécessaire.
field-access_window = Accès demandé : du, au
    .help = Quand ceux qui aident entreraient, en UTC.
field-access_area = Accès demandé : zone
    .help = Au moins trois points dans l’ordre, un par ligne.
field-coordinator = Point de contact
    .help = Une fonction et comment la joindre : téléphone ou fréquence.
field-found = Qui
    .help = De qui il s’agit. Aucun nom.
field-crossing = Dans quel sens
    .help = De quel côté sont ces personnes, et où elles sont maintenant.
field-persons_found = Nombre de personnes
    .help = Combien.
field-condition = État
    .help = Le plus grave que l’on connaisse.
field-wish = Leur volonté
    .help = Ce qu’elles disent elles-mêmes. Ce formulaire ne renvoie personne.
field-return_way = Retour proposé
    .help = Comment ceux qui le souhaitent pourraient rentrer.
field-return_place = Lieu du retour
    .help = Dans les deux notations.
field-return_window = Retour : du, au
    .help = Début et fin en UTC.
field-recovered = Ce qui est récupéré
    .help = Ce que l’on cherche ou relève.
field-recovery_work = Travaux
    .help = Ce qui y est fait.
field-dangerous_load = Chargement dangereux
    .help = S’il contient explosifs, carburant ou poison.
field-keep_clear = Les autres sont priés de rester à l’écart
    .help = Une demande. Elle ne ferme rien.
field-civil_flight = Indicatif du vol
    .help = Indicatif ou immatriculation ; sinon le code transpondeur.
field-air_danger = Danger
    .help = Ce qui met le vol en danger.
field-transmit = Mots à transmettre
    .help = Transmettez les mots anglais tels quels, après l’indicatif.
field-new_course = Cap à prendre
    .help = Degrés vrais, de 0 à 359.
field-new_level = Niveau à prendre
    .help = Le plus bas et le plus haut, avec unité et référence.
field-new_frequency = Fréquence à prendre
    .help = Avec son unité : 121.5 MHz.
field-own_measure = Ce que nous avons fait
    .help = Ce que votre côté a fait jusqu’ici.

## Choix
choice-phrase-IR1 = YV1 IR1: travaux océanographiques
choice-phrase-IR2 = YV1 IR2 (n): je remorque un appareil de relevé à n mètres sur l’arrière
choice-phrase-IR3 = YV1 IR3: je relève du matériel
choice-phrase-IR4 = YV1 IR4: opération de sauvetage d’épave
choice-phrase-JH1 = YV1 JH1: je renfloue un navire échoué
choice-phrase-MH1 = YV1 MH1: ne coupez pas ma route sur l’avant
choice-phrase-NB1 = YV1 NB1 (b): matériel non remorqué dans la direction b
choice-phrase-PJ1 = YV1 PJ1: ne peux pas venir sur tribord
choice-phrase-PJ2 = YV1 PJ2: ne peux pas venir sur bâbord
choice-phrase-PJ3 = YV1 PJ3: appareil à gouverner en panne
choice-phrase-PP8 = YV1 PP8 (b): opérations dangereuses, restez à l’écart (direction b)
choice-phrase-QV2 = YV1 QV2: amarré sur coffres avant et arrière, restez à l’écart
choice-phrase-QV3 = YV1 QV3: mouillé en eau profonde, matériel à l’eau
choice-phrase-RT2 = YV1 RT2: je passerai sur votre bâbord
choice-phrase-RT3 = YV1 RT3: je passerai sur votre tribord
choice-phrase-RT4 = YV1 RT4: je vous dépasserai sur votre bâbord
choice-phrase-RT5 = YV1 RT5: je vous dépasserai sur votre tribord
choice-phrase-RT6 = YV1 RT6 (b): je manœuvre, restez à l’écart (direction b)
choice-phrase-RT7 = YV1 RT7 (n): je m’approcherai à n centaines de mètres sur le côté tribord
choice-phrase-RT8 = YV1 RT8 (n): je m’approcherai à n centaines de mètres sur le côté bâbord
choice-phrase-RT9 = YV1 RT9 (n): je couperai sur l’arrière à n centaines de mètres

choice-response-understood = il dit qu’il a compris
choice-response-keep-clear = il dit qu’il a compris, et reste à l’écart
choice-response-do-not-cross = il dit qu’il a compris, et ne coupe pas la route sur l’avant
choice-response-reads-back-and-does = il répète les mots et agit en conséquence
choice-response-gives-call-sign = il donne son indicatif

choice-checked-not-checked = non comparé à une annexe officielle

choice-entry_cause-weather = conditions météorologiques
choice-entry_cause-damage = avarie ou panne
choice-entry_cause-navigation-error = erreur de navigation
choice-entry_cause-navigation-interference = navigation perturbée de l’extérieur
choice-entry_cause-medical = urgence médicale
choice-entry_cause-distress = détresse
choice-entry_cause-control-lost = sans équipage, contrôle perdu
choice-entry_cause-other = autre

choice-entry_plan-leave-now = repart par la voie la plus courte
choice-entry_plan-land = atterrit au lieu sûr le plus proche
choice-entry_plan-stop-there = s’arrête sur place
choice-entry_plan-await-instructions = attend vos instructions
choice-entry_plan-cannot-steer = ne peut pas être dirigé

choice-help_wanted-none = aucune
choice-help_wanted-way-out = une sortie sûre
choice-help_wanted-landing-place = un lieu d’atterrissage
choice-help_wanted-harbour = un port ou un mouillage
choice-help_wanted-medical = aide médicale
choice-help_wanted-tow = un remorquage
choice-help_wanted-search-and-rescue = recherche et sauvetage
choice-help_wanted-fuel = carburant

choice-disturbed-radio = radio
choice-disturbed-data-link = liaison de données
choice-disturbed-radar = radar
choice-disturbed-satellite-navigation = navigation par satellite
choice-disturbed-satellite-link = communications par satellite
choice-disturbed-early-warning = alerte avancée
choice-disturbed-other = autre

choice-disturbance-lost = entièrement perdu
choice-disturbance-degraded = dégradé
choice-disturbance-false-data = montre ce qui n’existe pas
choice-disturbance-on-and-off = va et vient

choice-behaviour-too-close = s’est approché trop près
choice-behaviour-crossed-ahead = a coupé la route sur l’avant
choice-behaviour-flew-over = a survolé à basse altitude
choice-behaviour-followed-closely = a suivi de près
choice-behaviour-aimed = a pointé une arme
choice-behaviour-fire-control-radar = a éclairé au radar de conduite de tir
choice-behaviour-laser = a éclairé au laser
choice-behaviour-dropped-objects = a largué des objets ou des leurres
choice-behaviour-jamming = a brouillé
choice-behaviour-blocked-way = a barré la route
choice-behaviour-no-lights = ne montrait pas de feux
choice-behaviour-no-radio-answer = n’a pas répondu par radio
choice-behaviour-other = autre

choice-incident-collision = abordage ou collision
choice-incident-aircraft-lost = aéronef perdu
choice-incident-vessel-lost = navire perdu
choice-incident-damage = dommage
choice-incident-shots-fired = des coups de feu ont été tirés
choice-incident-persons-hurt = personnes blessées ou tuées
choice-incident-weapon-found = arme ou partie d’arme trouvée
choice-incident-mine = mine
choice-incident-other = autre

choice-distress-sinking = naufrage en cours
choice-distress-fire = incendie
choice-distress-collision = abordage ou collision
choice-distress-aground = échoué
choice-distress-adrift = à la dérive
choice-distress-aircraft-down = aéronef à terre ou en mer
choice-distress-aircrew-ejected = équipage éjecté
choice-distress-overboard = personnes à l’eau
choice-distress-medical = urgence médicale
choice-distress-other = autre

choice-own_help-none = aucun
choice-own_help-on-the-way = en route
choice-own_help-on-the-spot = sur place

choice-help_asked-search-and-rescue = recherche et sauvetage par vous
choice-help_asked-let-our-rescuers-in = laissez entrer nos sauveteurs
choice-help_asked-medical = aide médicale
choice-help_asked-keep-clear = restez à l’écart du sauvetage
choice-help_asked-information = ce que vous savez d’eux

choice-found-on-foot = personnes à terre
choice-found-small-boat = petite embarcation
choice-found-fishing-vessel = navire de pêche
choice-found-merchant-vessel = navire marchand
choice-found-aircrew = équipage d’aéronef
choice-found-in-the-water = personnes à l’eau
choice-found-other = autre

choice-crossing-yours-with-us = les vôtres, maintenant chez nous
choice-crossing-ours-with-you = les nôtres, maintenant chez vous ou vers vous

choice-condition-well = en bonne santé
choice-condition-need-doctor = certains ont besoin d’un médecin
choice-condition-urgent = vie en danger
choice-condition-dead-among-them = certains sont morts

choice-wish-want-to-return = ils veulent rentrer
choice-wish-do-not-want = ils ne veulent pas rentrer
choice-wish-differ = certains oui, d’autres non
choice-wish-not-asked = pas encore demandée

choice-return_way-at-sea = par mer
choice-return_way-at-crossing-point = à un point de passage
choice-return_way-by-air = par air
choice-return_way-through-third-party = par une tierce partie

choice-recovered-aircraft-wreck = épave d’aéronef
choice-recovered-unmanned-aircraft = aéronef sans équipage
choice-recovered-vessel-wreck = épave de navire
choice-recovered-weapon = arme ou partie d’arme
choice-recovered-space-debris = débris spatiaux
choice-recovered-persons = personnes disparues ou dépouilles

choice-recovery_work-search = recherche
choice-recovery_work-survey = relevé
choice-recovery_work-make-safe = neutralisation sur place
choice-recovery_work-raise = relèvement et enlèvement

choice-air_danger-missile-firing = tirs de missiles
choice-air_danger-air-defence-ready = défense aérienne en alerte
choice-air_danger-gunnery = tirs d’artillerie
choice-air_danger-unmanned-aircraft = aéronef sans équipage
choice-air_danger-military-aircraft = aéronef militaire tout près
choice-air_danger-falling-debris = chute de débris
choice-air_danger-rocket-launch = lancement de fusée
choice-air_danger-navigation-interference = navigation perturbée
choice-air_danger-taken-for-military = peut être pris pour un aéronef militaire
choice-air_danger-off-course = très loin de sa route

choice-transmit-turn-away = TURN AWAY NOW, DANGER AHEAD (détournez-vous maintenant, danger devant)
choice-transmit-steer-course = TURN TO COURSE ... TRUE (prenez le cap indiqué ci-dessous)
choice-transmit-climb = CLIMB NOW TO ... (montez au niveau indiqué ci-dessous)
choice-transmit-descend = DESCEND NOW TO ... (descendez au niveau indiqué ci-dessous)
choice-transmit-leave-area = LEAVE THIS AREA BY THE SHORTEST WAY (quittez la zone par la voie la plus courte)
choice-transmit-change-frequency = CONTACT US ON ... (passez sur la fréquence indiquée ci-dessous)
choice-transmit-identify = SAY YOUR CALL SIGN (donnez votre indicatif)

choice-own_measure-none = encore rien
choice-own_measure-warned-by-us = nous l’avons averti nous-mêmes
choice-own_measure-fire-held = notre tir est suspendu
choice-own_measure-own-aircraft-away = nos aéronefs se sont écartés
choice-own_measure-airspace-closed = notre espace aérien y est fermé

## Définitions de comptage et unités
quantity-phrase-number = mètres pour IR2, centaines de mètres pour RT7, RT8 et RT9
quantity-persons-own-side = personnes du côté qui rend compte, chacune comptée une fois
quantity-persons-in-distress = toute personne à sauver, équipage compris
quantity-persons-found = toute personne du groupe, morts compris
