### Entre domaines : mots de ces formulaires.

## Titres
form-X1 = Demande sur un incident cyber
form-X2 = Accident dans une installation nucléaire
form-X3 = Infrastructure dangereuse menacée
form-X4 = Objet spatial : risque

## Profils
profile-cyber = réseaux informatiques
profile-nuclear-safety = sûreté nucléaire et infrastructures dangereuses
profile-space = objets spatiaux

## Champs
field-system_class = Genre de système
    .help = Ce qui est touché.
field-cyber_effect = Effet
    .help = Ce qui a été vu. Ni qui, ni pourquoi.
field-indicators = Empreinte des indicateurs
    .help = SHA-256 des données techniques que garde votre côté, 64 chiffres.
field-cyber_request = Ce que nous demandons
    .help = « Rien » doit être choisi, pas omis.
field-reply_wanted = Réponse souhaitée
    .help = Si vous la demandez pour une certaine heure.
field-reply_by = Réponse demandée pour
    .help = En UTC : 2026-11-21T22:30Z. Une demande, pas un ultimatum.
field-will_do = Ce que nous ferons
    .help = De notre propre côté. « Rien » doit être choisi, pas omis.
field-facility_name = Installation
    .help = Son nom usuel.
field-facility_kind = Genre d’installation
    .help = Ce qu’elle est.
field-accident_nature = Ce qui s’est passé
    .help = Autant qu’on le sait maintenant.
field-accident_cause = Cause
    .help = Établie ou à l’étude. Pas de supposition.
field-release = Rejet radioactif
    .help = Si une partie a quitté l’installation.
field-release_kind = Genre de rejet
    .help = Ce qui a été rejeté avant tout.
field-release_power = Quantité
    .help = La puissance de dix de l’activité : 15 pour environ 10 puissance 15 becquerels.
field-release_height = Hauteur du rejet
    .help = Au-dessus du sol, hauteur effective si connue.
field-wind_from = Vent venant de
    .help = Degrés vrais, de 0 à 359.
field-wind_speed = Vitesse du vent
    .help = Mètres entiers par seconde.
field-rain = Pluie ou neige
    .help = S’il en tombe là en ce moment.
field-health_measures = Mesures prises
    .help = Ce qui est fait pour la population alentour.
field-forecast = Évolution
    .help = Pour les prochaines heures, selon votre côté.
field-next_report_at = Prochain compte rendu à
    .help = Quand vous comptez faire rapport de nouveau, en UTC.
field-object_kind = Genre d’ouvrage
    .help = Ce qui est en danger.
field-object_name = Ouvrage
    .help = Son nom usuel.
field-object_danger = Danger
    .help = Ce que l’on y voit. Ni qui, ni pourquoi.
field-object_request = Ce que nous demandons
    .help = La seule chose la plus nécessaire.
field-space_event = Ce qui se passe
    .help = Ce qui fait de l’objet un risque.
field-object_number = Objet
    .help = Sa désignation internationale ou son numéro de catalogue.
field-second_object = Second objet
    .help = Pour un rapprochement : l’autre objet.
field-miss_distance = Distance de passage
    .help = Telle que calculée, en mètres entiers.
field-orbit_low = Point le plus bas de l’orbite
    .help = Au-dessus de la surface moyenne de la Terre.
field-orbit_high = Point le plus haut de l’orbite
    .help = Au-dessus de la surface moyenne de la Terre.
field-inclination = Inclinaison
    .help = Sur l’équateur, en degrés entiers.
field-space_request = Ce que nous demandons
    .help = La seule chose la plus nécessaire.

## Choix
choice-system_class-power = énergie électrique
choice-system_class-water = eau
choice-system_class-health = santé
choice-system_class-finance = finance
choice-system_class-transport = transports
choice-system_class-communications = communications
choice-system_class-government = administration publique
choice-system_class-military = militaire
choice-system_class-industry = contrôle industriel
choice-system_class-space = systèmes spatiaux
choice-system_class-other = autre

choice-cyber_effect-outage = panne
choice-cyber_effect-data-changed = données modifiées
choice-cyber_effect-data-lost = données perdues
choice-cyber_effect-intrusion = intrusion constatée
choice-cyber_effect-scanning = balayage
choice-cyber_effect-false-alarms = fausses alertes
choice-cyber_effect-other = autre

choice-cyber_request-none = rien
choice-cyber_request-inform = dites-nous ce que vous savez
choice-cyber_request-stop = faites-le cesser si cela vient de votre territoire
choice-cyber_request-keep-traces = conservez les traces
choice-cyber_request-meet = les experts devraient se réunir

choice-reply_wanted-none = sans heure précise
choice-reply_wanted-by-instant = pour l’heure ci-dessous

choice-will_do-none = rien
choice-will_do-investigate = enquêter de notre côté
choice-will_do-keep-traces = conserver les traces
choice-will_do-share-indicators = partager des données techniques
choice-will_do-isolate = isoler le système

choice-facility_kind-power-reactor = réacteur de puissance
choice-facility_kind-research-reactor = réacteur de recherche
choice-facility_kind-ship-reactor = réacteur d’un navire ou sous-marin
choice-facility_kind-fuel-works = usine de combustible nucléaire
choice-facility_kind-waste = entreposage de déchets radioactifs
choice-facility_kind-transport = transport
choice-facility_kind-source = source radioactive
choice-facility_kind-satellite = satellite
choice-facility_kind-other = autre

choice-accident_nature-cooling-lost = refroidissement perdu
choice-accident_nature-power-lost = alimentation électrique perdue
choice-accident_nature-fire-or-explosion = incendie ou explosion
choice-accident_nature-criticality = réaction en chaîne non voulue
choice-accident_nature-damage-from-outside = dommage de l’extérieur
choice-accident_nature-leak = fuite
choice-accident_nature-source-lost = source perdue
choice-accident_nature-other = autre

choice-accident_cause-technical = technique
choice-accident_cause-human-error = erreur humaine
choice-accident_cause-natural-event = événement naturel
choice-accident_cause-damage-from-outside = dommage de l’extérieur
choice-accident_cause-under-study = à l’étude

choice-release_kind-noble-gases = gaz nobles
choice-release_kind-iodine = iode
choice-release_kind-aerosols = aérosols
choice-release_kind-liquid = liquide
choice-release_kind-mixed = mélange

choice-health_measures-none = aucune
choice-health_measures-sheltering = la population reste à l’intérieur
choice-health_measures-iodine-tablets = comprimés d’iode
choice-health_measures-evacuation = évacuation
choice-health_measures-food-limits = limites sur les aliments et l’eau
choice-health_measures-several = plusieurs de celles-ci

choice-forecast-ended = terminé
choice-forecast-easing = en amélioration
choice-forecast-steady = sans changement
choice-forecast-worsening = en aggravation

choice-object_kind-nuclear-plant = centrale nucléaire
choice-object_kind-spent-fuel = entreposage de combustible usé
choice-object_kind-dam = barrage
choice-object_kind-chemical-plant = usine chimique
choice-object_kind-power-station = centrale électrique
choice-object_kind-waterworks = usine d’eau
choice-object_kind-pipeline = conduite
choice-object_kind-cable = câble sous-marin

choice-object_danger-fire-near = des tirs tombent à proximité
choice-object_danger-burning = il brûle
choice-object_danger-power-lost = alimentation électrique perdue
choice-object_danger-cooling-lost = refroidissement perdu ou défaillant
choice-object_danger-flooding = l’eau monte ou s’échappe
choice-object_danger-structure-damaged = structure endommagée
choice-object_danger-mines = mines dedans ou à proximité
choice-object_danger-staff-cannot-work = le personnel ne peut pas travailler en sécurité

choice-object_request-stop-fire-near = cessez les tirs à proximité
choice-object_request-keep-clear = restez à l’écart
choice-object_request-let-repair-in = laissez entrer les équipes de réparation
choice-object_request-restore-supply = rétablissez l’électricité ou l’eau
choice-object_request-let-staff-change = laissez le personnel se relayer
choice-object_request-let-inspectors-in = laissez entrer les inspecteurs
choice-object_request-information = dites-nous ce que vous savez

choice-space_event-close-approach = rapprochement
choice-space_event-re-entry = rentrée dans l’atmosphère
choice-space_event-break-up = fragmentation
choice-space_event-control-lost = contrôle perdu
choice-space_event-manoeuvre = manœuvre prévue

choice-space_request-none = aucune demande
choice-space_request-data = données d’orbite
choice-space_request-hold-manoeuvre = suspendez votre manœuvre
choice-space_request-agree-manoeuvre = convenons de qui manœuvre
choice-space_request-talks = entretiens d’experts

## Définitions de comptage et unités
quantity-becquerel-power = puissance de dix du becquerel
quantity-metres-a-second = mètres par seconde
quantity-kilometres = kilomètres
quantity-degrees = degrés
