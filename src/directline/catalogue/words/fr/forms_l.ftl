### Mots des formulaires de la ligne, à côté des premiers.

## Titres
form-L2 = Message de service entre opérateurs
form-L3 = Circuit hors service, ou rétabli
form-L7 = Répétez, ou doute sur un champ
form-L9 = Changement de contact
form-L10 = Clé : changement, perte ou compromission
form-L11 = État du quart

## Champs
field-bearer = Circuit
    .help = Nom ou numéro du circuit, tel que toutes les parties l’emploient.
field-service_text = Texte de service
    .help = Sur la ligne elle-même, pour les opérateurs. Rien pour les dirigeants.
field-outage_state = État
    .help = Si l’interruption est prévue, a commencé ou est finie.
field-outage_at = Interrompu ou rétabli à
    .help = Quand le circuit est tombé ou est revenu, en UTC.
field-expected_until = Rétablissement attendu à
    .help = Quand le retour du circuit est attendu, en UTC.
field-outage_cause = Cause
    .help = Pourquoi le circuit est interrompu, autant qu’on le sait.
field-alternate = Circuit de remplacement
    .help = Ce qui porte la ligne entre-temps.
field-query = Demande
    .help = Le message entier de nouveau, ou un doute sur un champ.
field-doubted_field = Champ en doute
    .help = Son nom dans le formulaire, par exemple position.
field-doubt = Doute
    .help = Ce qui semble faux dans le champ reçu.
field-contact_action = Ce qui change
    .help = Si le contact est nouveau, modifié ou retiré.
field-new_contact = Contact
    .help = Une fonction et comment la joindre. Une fonction, jamais un nom de personne.
field-old_contact = Remplace
    .help = Le contact qui ne vaut plus, s’il y en a un.
field-valid_from = Valable à partir de
    .help = Quand le changement prend effet, en UTC.
field-languages = Langues
    .help = Codes de langue séparés par une espace : en ru.
field-key_event = Événement
    .help = Ce qui est arrivé à la clé.
field-key_id = Clé
    .help = Son empreinte ou son nom, comme la charte la montre.
field-occurred_at = Survenu à
    .help = Quand cela s’est produit ou a été remarqué, en UTC.
field-key_use = Clé encore en usage
    .help = Si notre côté emploie encore cette clé.
field-out_of_band = À vérifier par
    .help = Comment vous pouvez le vérifier hors de la ligne.
field-on_watch = Officier de quart
    .help = Si un officier est de quart maintenant.
field-next_relief = Prochaine relève
    .help = Quand le quart sera relevé, en UTC.

## Choix
choice-outage_state-planned = prévue
choice-outage_state-begun = a commencé
choice-outage_state-restored = finie, circuit rétabli

choice-outage_cause-maintenance = maintenance
choice-outage_cause-equipment = panne de matériel
choice-outage_cause-cable = dommage au câble
choice-outage_cause-power = panne de courant
choice-outage_cause-interference = brouillage
choice-outage_cause-weather = conditions météorologiques
choice-outage_cause-other = autre

choice-query-say-again = répétez le message entier
choice-query-doubt-about-field = nous doutons d’un champ

choice-doubt-not-readable = illisible
choice-doubt-not-plausible = ne peut être juste
choice-doubt-differs = diffère d’un autre message
choice-doubt-not-understood = pas compris
choice-doubt-other = autre

choice-contact_action-new = nouveau contact
choice-contact_action-changed = contact modifié
choice-contact_action-withdrawn = contact retiré

choice-key_event-change = changement prévu
choice-key_event-loss = perdue
choice-key_event-compromise = connue d’autrui
choice-key_event-suspected-compromise = peut-être connue d’autrui

choice-out_of_band-in-person = rencontre en personne
choice-out_of_band-telephone = téléphone
choice-out_of_band-courier = courrier porté
choice-out_of_band-diplomatic-channel = voie diplomatique
choice-out_of_band-none = aucune autre voie pour l’instant

## Profils
profile-watch = quart : qui est de service, dit à chaque relève
