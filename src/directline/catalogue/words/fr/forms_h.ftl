### Personnes : sites, pauses, couloirs, échanges : mots de ces formulaires.

## Titres
form-H1 = Site humanitaire
form-H2 = Site humanitaire : changement ou retrait
form-H4 = Mouvement notifié : où il en est
form-H5 = STOP : un site ou mouvement notifié est frappé
form-H6 = Pause ou cessez-le-feu : proposition
form-H7 = Couloir : proposition
form-H8 = Navire au plan d’une journée
form-H9 = Avis de capture
form-H10 = Échange : liste
form-H12 = Échange : résultat et décompte
form-H13 = Remise de dépouilles

## Réponses
answer-on-unit-list = ON UNIT LIST : les unités nommées l’ont sur leur liste
answer-matched = MATCHED : chaque entrée concorde avec les nôtres
answer-same-count = SAME COUNT : nous avons compté le même nombre
answer-other-count = OTHER COUNT : nous avons compté un autre nombre

## Profils
profile-humanitarian-notices = avis humanitaires : changements et mouvements en cours
profile-sea-corridor = couloir maritime : plan d’une journée
profile-detainees = personnes capturées et dépouilles

## Champs
field-site_function = Usage du site
    .help = À quoi il sert maintenant.
field-site_organisation = Organisation responsable
    .help = Qui gère le site. Aucun nom de personne.
field-footprint = Contour
    .help = Les angles du site dans l’ordre, un par ligne.
field-photograph = Empreinte de la photographie
    .help = SHA-256 d’une photographie que garde votre côté, 64 chiffres.
field-verified_by = Vérifié par
    .help = Qui a vérifié le lieu et l’usage. « Personne » est une réponse admise.
field-verified_on = Vérifié le
    .help = Une date UTC : 2026-11-21.
field-valid_until = Valable jusqu’au
    .help = Le dernier jour de cet avis, en UTC. Ensuite, envoyez-le de nouveau.
field-effect = Effet de cet avis
    .help = Cette ligne figure sur tout avis de ce genre.
field-site_change = Changement
    .help = Ce qui change. Un changement par message.
field-effective_at = En vigueur à
    .help = En UTC : 2026-11-21T22:30Z.
field-movement_event = Ce qui s’est passé
    .help = Où en est le mouvement.
field-expected_at = Attendu à
    .help = Quand on l’attend, en UTC.
field-unit_named = Le destinataire a nommé une unité
    .help = Si l’autre côté a nommé une de ses unités qui détient l’avis.
field-attack_harm = Dommage
    .help = Le plus grave que l’on connaisse.
field-starts_at = Commence à
    .help = En UTC : 2026-11-21T22:30Z.
field-end_kind = Genre de fin
    .help = Fixée, ou ouverte. Il faut le dire.
field-ends_at = Finit à
    .help = En UTC, si la fin est fixée.
field-extent = Où cela vaut
    .help = Dans une zone, dans un cercle ou sur toute la ligne.
field-stops_ground_fire = Les tirs depuis le sol cessent
    .help = Artillerie, mortiers, roquettes, armes légères.
field-stops_air_strikes = Les frappes d’aéronefs pilotés cessent
    .help = Bombes et missiles d’avions et d’hélicoptères.
field-stops_unmanned = Les frappes d’engins sans équipage cessent
    .help = Dans l’air, sur terre et en mer.
field-stops_sea_fire = Les tirs depuis la mer cessent
    .help = Canons et missiles de navires.
field-stops_advance = Les mouvements en avant cessent
    .help = Personne ne dépasse la ligne tenue au début.
field-exceptions = Exceptions
    .help = Ce qui peut continuer malgré tout.
field-exceptions_text = Exceptions, en toutes lettres
    .help = Chaque exception, numérotée.
field-monitor = Qui observe
    .help = Qui constate si cela est respecté.
field-binding = Quand cela engage
    .help = Le silence ne vaut pas accord. Seule la réponse ACCEPT vaut accord.
field-corridor_width = Largeur
    .help = Largeur totale, l’itinéraire au milieu.
field-corridor_users = Qui l’emprunte
    .help = Qui ou quoi peut passer.
field-stand_off = Les forces restent à l’écart de
    .help = Distance depuis le bord. 10 milles marins font 18520 m.
field-plan_day = Jour du plan
    .help = Une date UTC : 2026-11-21.
field-vessel_name = Nom du navire
    .help = Nom en lettres latines, tel qu’immatriculé.
field-imo_number = Numéro IMO
    .help = Sept chiffres.
field-passage = Sens du passage
    .help = Vers les ports, ou depuis les ports.
field-plan_order = Rang dans l’ordre
    .help = 1 passe en premier.
field-plan_vessels = Navires de ce jour
    .help = Combien de messages compte ce plan.
field-agency_number = Numéro à l’agence centrale
    .help = L’agence détient le nom. Aucun nom ici.
field-service_number = Numéro matricule
    .help = Tel qu’il figure sur la plaque d’identité.
field-person_category = Catégorie
    .help = Telle que votre côté la voit. L’autre côté peut la voir autrement.
field-captured_on = Capturé le
    .help = Une date UTC : 2026-11-21.
field-health = État de santé
    .help = La classe seulement, aucun diagnostic.
field-agency_told = L’agence centrale a été informée
    .help = Ce formulaire ne remplace jamais cet avis.
field-agency_told_on = Informée le
    .help = Une date UTC : 2026-11-21.
field-card_sent = La carte de capture a été envoyée
    .help = La carte que remplit la personne capturée.
field-list_id = Liste
    .help = Le numéro de la liste qu’emploient les deux côtés.
field-round = Phase
    .help = La phase de cet échange.
field-list_status = Ces entrées sont
    .help = Un seul état pour toutes les entrées de ce message.
field-dispute = Ce qui est contesté
    .help = Une seule raison par message.
field-entries = Entrées
    .help = Numéros convenus pour cette liste, un par ligne. Jamais de noms, jamais d’empreintes de noms.
field-entry_count = Nombre d’entrées
    .help = Autant qu’en compte la liste ci-dessus.
field-counting = Définition du comptage
    .help = Quelles personnes les nombres comptent. Sans elle, un nombre ne veut rien dire.
field-handed_over = Remis
    .help = Par le côté qui écrit ceci.
field-received = Reçus
    .help = Par le côté qui écrit ceci.
field-difference = Écart par rapport à la liste
    .help = Ce qui n’était pas conforme à la liste.
field-difference_entries = Entrées qui diffèrent
    .help = Leurs numéros sur la liste, un par ligne.
field-identity_by = Identité et volonté confirmées par
    .help = Qui a interrogé chaque personne, jamais le côté qui la détenait.
field-containers = Contenants scellés
    .help = Qui sont les morts s’établit plus tard, et peut changer.
field-seals = Scellés
    .help = Le numéro de chaque scellé, un par ligne. Plus de 100 : envoyez un autre message.

## Choix
choice-site_function-hospital = hôpital
choice-site_function-clinic = clinique ou poste d’ambulances
choice-site_function-shelter = abri
choice-site_function-school = école
choice-site_function-camp = camp de personnes déplacées
choice-site_function-aid-store = dépôt de secours
choice-site_function-aid-office = bureau d’une organisation de secours
choice-site_function-aid-residence = logement d’agents humanitaires
choice-site_function-food = distribution de vivres ou boulangerie
choice-site_function-water = alimentation en eau
choice-site_function-power = alimentation électrique d’un tel site
choice-site_function-worship = lieu de culte
choice-site_function-culture = musée ou monument
choice-site_function-other = autre

choice-verified_by-nobody = personne : non vérifié
choice-verified_by-organisation = l’organisation elle-même
choice-verified_by-neutral = l’hôte neutre
choice-verified_by-united-nations = les Nations Unies
choice-verified_by-our-side = notre côté
choice-verified_by-your-side = votre côté

choice-effect-no-protection = ne donne ni protection ni autorisation ; ce que le droit protège reste protégé sans lui

choice-site_change-withdrawn = retiré : n’est plus utilisé ainsi
choice-site_change-moved = déplacé
choice-site_change-footprint = autre contour
choice-site_change-function = autre usage
choice-site_change-validity = valable jusqu’à un autre jour
choice-site_change-verified = désormais vérifié
choice-site_change-contact = autre point de contact

choice-movement_event-started = parti
choice-movement_event-delayed = retardé
choice-movement_event-halted = arrêté
choice-movement_event-off-route = sur un autre itinéraire
choice-movement_event-goes-on = reparti après un arrêt
choice-movement_event-turned-back = a fait demi-tour
choice-movement_event-arrived = arrivé

choice-attack_harm-none-yet = aucun jusqu’ici
choice-attack_harm-damage = dégâts
choice-attack_harm-fire = incendie
choice-attack_harm-injured = personnes blessées
choice-attack_harm-dead = personnes tuées

choice-end_kind-fixed = à une heure fixée
choice-end_kind-open = ouverte : jusqu’à ce qu’un côté dise autre chose

choice-extent-area = dans la zone ci-dessous
choice-extent-circle = dans le cercle ci-dessous
choice-extent-whole-line = sur toute la ligne de contact

choice-exceptions-none = aucune
choice-exceptions-self-defence = légitime défense contre des tirs
choice-exceptions-medical-evacuation = évacuation sanitaire
choice-exceptions-mine-clearance = déminage
choice-exceptions-named = celles nommées ci-dessous

choice-monitor-none = personne
choice-monitor-neutral-host = l’hôte neutre
choice-monitor-joint = les deux côtés ensemble
choice-monitor-united-nations = les Nations Unies
choice-monitor-third-party = une tierce partie

choice-binding-when-accepted = n’engage personne avant que l’autre côté réponde ACCEPT

choice-corridor_users-civilians = civils
choice-corridor_users-wounded = blessés et malades
choice-corridor_users-aid = secours matériels
choice-corridor_users-medical-teams = équipes médicales
choice-corridor_users-repair-crews = équipes de réparation
choice-corridor_users-merchant-vessels = navires marchands
choice-corridor_users-prisoners = personnes à échanger

choice-passage-inbound = vers les ports
choice-passage-outbound = depuis les ports

choice-person_category-servicemen = membres des forces armées
choice-person_category-medical-or-religious = personnel sanitaire ou religieux
choice-person_category-civilians = civils
choice-person_category-wounded-or-ill = blessés ou malades
choice-person_category-minors = mineurs
choice-person_category-mixed = divers

choice-health-well = en bonne santé
choice-health-wounded-or-ill = blessé ou malade
choice-health-seriously-wounded-or-ill = gravement blessé ou malade
choice-health-died = décédé

choice-list_status-asked-for = demandées
choice-list_status-offered = proposées
choice-list_status-matched = concordantes
choice-list_status-disputed = contestées
choice-list_status-withdrawn = retirées

choice-dispute-identity = de qui il s’agit
choice-dispute-category = la catégorie
choice-dispute-already-returned = déjà rentré
choice-dispute-died = décédé
choice-dispute-twice = figure deux fois
choice-dispute-not-held = pas détenu par nous
choice-dispute-not-asked = pas demandé par nous

choice-counting-servicemen-only = membres des forces armées seulement
choice-counting-parity = ceux compris dans la proportion convenue
choice-counting-all-who-move = toute personne qui change de côté

choice-difference-none = aucun
choice-difference-no-show = pas amené
choice-difference-substituted = autre personne amenée
choice-difference-not-on-list = pas sur la liste
choice-difference-does-not-wish = ne souhaite pas partir
choice-difference-unfit = inapte au voyage
choice-difference-died = décédé
choice-difference-identity-differs = n’est pas celui que dit la liste
choice-difference-several = plusieurs de ces cas

choice-identity_by-neutral = l’hôte neutre
choice-identity_by-icrc = le Comité international de la Croix-Rouge
choice-identity_by-receiving-side = le côté qui reçoit
choice-identity_by-nobody = personne

## Définitions de comptage et unités
quantity-imo-number = numéro du navire, pas un compte
quantity-order-of-day = rang dans l’ordre de ce jour
quantity-vessels-of-day = navires du plan de ce jour, dans les deux sens
quantity-exchange-round = numéro de la phase, à partir de 1
quantity-entries-of-message = entrées de ce message, une par personne
quantity-persons-handed-over = personnes remises, selon la définition de comptage ci-dessous, sans équipages ni escortes
quantity-persons-received = personnes reçues, selon la définition de comptage ci-dessous, sans équipages ni escortes
quantity-sealed-containers = contenants scellés, jamais des personnes
