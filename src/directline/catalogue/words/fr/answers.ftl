### Réponses, raisons, erreurs de champs et petits mots d’un message affiché.

## Réponses
answer-standby = STANDBY : attendez, nous répondrons
answer-checking = CHECKING : nous nous renseignons
answer-wait = WAIT : ne commencez pas encore
answer-wilco = WILCO : nous le ferons
answer-unable = UNABLE : nous ne pouvons pas le faire
answer-roger = ROGER : reçu et compris
answer-affirm = AFFIRM : oui
answer-negative = NEGATIVE : non
answer-ours = OURS : c’est à nous
answer-not-ours = NOT OURS : ce n’est pas à nous
answer-no-conflict = NO CONFLICT : reçu, aucun conflit d’espace ou d’horaire
answer-conflict = CONFLICT : reçu, il y a un conflit d’espace ou d’horaire
answer-air-defence-told = AIR DEFENCE TOLD : l’unité nommée a été avertie
answer-accept = ACCEPT : nous acceptons tel quel
answer-object = OBJECT : nous n’acceptons pas
answer-noted = NOTED : pris note, sans acceptation ni objection
answer-hold = HOLD : ne vous mettez pas en mouvement

## Motifs de refus de réponse
decline-not-competent = pas de notre compétence
decline-other-channel = utilisez l’autre voie
decline-cannot-say = nous ne pouvons pas le dire
decline-not-clear = le message n’est pas clair
decline-not-now = pas maintenant

## Erreurs de champs
error-required = Ce champ est vide.
    .remedy = Remplissez-le, ou choisissez « inconnu ».
error-required-known = Ce champ est vide.
    .remedy = Remplissez-le. Il ne peut pas être inconnu.
error-unknown-not-here = Ce champ ne peut pas être inconnu.
    .remedy = Indiquez à quoi ce message se rapporte.
error-no-such-field = Le formulaire n’a pas de champ « { $name } ».
    .remedy = Utilisez les noms de champs du formulaire.
error-one-of = Il faut au moins un de ces champs : { $fields }.
    .remedy = Remplissez l’un d’eux, ou choisissez « inconnu ».
error-choice = Ce n’est pas un des choix.
    .remedy = Choisissez parmi : { $choices }.
error-number-form = Ce n’est pas un nombre entier.
    .remedy = N’écrivez que des chiffres.
error-number-range = Le nombre n’est pas compris entre { $low } et { $high }.
    .remedy = Écrivez un nombre de { $low } à { $high }.
error-instant-no-date = Une heure sans date ne suffit pas.
    .remedy = Écrivez la date et l’heure en UTC : 2026-11-21T02:30Z ou 210230ZNOV26.
error-instant-no-zone = Il n’est pas dit de quelle heure il s’agit.
    .remedy = Écrivez l’heure en UTC, avec Z à la fin : 2026-11-21T22:30Z.
error-instant-offset = Cette heure n’est pas en UTC.
    .remedy = Convertissez-la en UTC, avec Z à la fin : 2026-11-21T22:30Z.
error-instant-form = Cette heure est illisible.
    .remedy = Écrivez-la en UTC : 2026-11-21T22:30Z ou 212230ZNOV26.
error-instant-range = La date n’est pas comprise entre 2000 et 2099.
    .remedy = Vérifiez l’année.
error-date-impossible = Cette date ou cette heure n’existe pas.
    .remedy = Vérifiez le jour, le mois, l’heure et la minute.
error-date-form = Cette date est illisible.
    .remedy = Écrivez année, mois, jour : 2026-11-21.
error-window-both = Il faut le début et la fin.
    .remedy = Écrivez les deux en UTC.
error-window-order = La fin n’est pas après le début.
    .remedy = Vérifiez les deux heures.
error-position-both = Les deux notations sont nécessaires.
    .remedy = Donnez la latitude et la longitude, et le même lieu en MGRS, lu une seconde fois sur la carte.
error-position-apart = Les deux notations sont distantes de { $distance }.
    .remedy = Vérifiez les deux sur la carte. Au plus { $tolerance } sont admis.
error-position-form = Cette position est illisible.
    .remedy = Écrivez 35 20.167 N 040 08.467 E, ou 35.3361 40.1411.
error-position-comma = Une virgule dans un nombre est ambiguë.
    .remedy = Écrivez un point : 35.3361 40.1411.
error-position-hemisphere = L’hémisphère n’est pas clair.
    .remedy = Écrivez la latitude avec N ou S, puis la longitude avec E ou W.
error-position-minutes = Les minutes et les secondes doivent être inférieures à 60.
    .remedy = Vérifiez les chiffres.
error-position-range = Ce point n’est pas sur le globe.
    .remedy = La latitude est d’au plus 90, la longitude d’au plus 180.
error-mgrs-form = Ce n’est pas une référence MGRS.
    .remedy = Écrivez la zone, le carré et un nombre pair de chiffres : 37S FV 03713 10835.
error-mgrs-coarse = Cette référence MGRS est trop grossière.
    .remedy = Donnez au moins trois chiffres pour l’abscisse et trois pour l’ordonnée.
error-mgrs-square = Ce carré MGRS n’existe pas.
    .remedy = Vérifiez la zone, la bande et les deux lettres du carré.
error-accuracy = La précision n’est pas un nombre de mètres de 1 à { $most }.
    .remedy = Écrivez des mètres, en chiffres seulement, ou laissez vide.
error-radius = Le rayon est illisible.
    .remedy = Écrivez un nombre d’au plus 2000, avec au plus trois décimales, et choisissez km ou nm.
error-area-count = Une zone a de 3 à { $most } points.
    .remedy = Écrivez un point par ligne.
error-area-repeat = Un point figure deux fois dans la zone.
    .remedy = Supprimez l’un des deux.
error-area-crosses = Le contour se coupe lui-même.
    .remedy = Mettez les points dans l’ordre autour de la zone.
error-route-count = Un itinéraire ou une zone a de 2 à { $most } points.
    .remedy = Écrivez un point par ligne.
error-route-order = Les heures de l’itinéraire reculent.
    .remedy = Mettez les points et les heures dans l’ordre.
error-altitude-datum = L’unité et la référence ne vont pas ensemble, ou l’une manque.
    .remedy = ft ou m avec AMSL ou AGL ; FL avec FL.
error-altitude-order = Les altitudes sont inversées ou hors limites.
    .remedy = La plus basse d’abord ; au plus { $most }.
error-text-character = Le caractère { $character } ne peut pas être envoyé.
    .remedy = Supprimez-le. Les caractères cachés ou qui changent le sens d’écriture sont refusés.
error-text-long = Le texte a { $length } caractères ; { $most } sont admis.
    .remedy = Raccourcissez-le.
error-language = Ce n’est pas un code de langue.
    .remedy = Écrivez par exemple en, ru, uk, ar, zh ou fr.
error-code = Ce n’est pas un code court.
    .remedy = Au plus { $most } lettres latines, chiffres et . / : + ( ) -
error-role = Fonctions seulement : un nom de personne n’est pas admis ici.
    .remedy = Choisissez parmi : { $roles }.
error-reference-form = Ce n’est pas le numéro d’un message.
    .remedy = Écrivez la partie et le numéro : ALPHA 12, ou ALPHA 2/12.
error-reference-party = « { $party } » n’est pas une partie de cette ligne.
    .remedy = Écrivez le nom de la partie comme dans la charte.
error-changes-form = Il n’est pas dit quel formulaire est corrigé.
    .remedy = Indiquez le code du formulaire d’origine.
error-changes-none = Une correction change de 1 à { $most } champs.
    .remedy = Écrivez champ = nouvelle valeur, une par ligne.
error-not-typed = Ce champ est rempli par la station.
    .remedy = Ne l’écrivez pas.
error-never = Ce champ ne va pas avec ce qui est choisi plus haut.
    .remedy = Laissez-le vide, ou choisissez autre chose.
error-order = Ceci n’est pas après l’heure précédente du formulaire.
    .remedy = Vérifiez les deux.
error-as-many = Le nombre n’est pas celui de la liste, qui en compte { $count }.
    .remedy = Corrigez le nombre ou la liste.
error-pair = Ceci ne correspond pas à ce qui est choisi : il faut { $wanted }.
    .remedy = Laissez vide : la station le remplit.
error-codes = Ce n’est pas une liste de codes.
    .remedy = Écrivez de 1 à { $most } codes différents, un par ligne : au plus 24 lettres latines, chiffres et . / : + ( ) -

## Collationnement
read-back-missing = Non saisi.
read-back-differs = Pas identique.
read-back-apart = Distance entre les deux : { $distance }.

## Petits mots d’un message affiché
shown-unknown-form = Formulaire absent de notre catalogue
shown-field-number = Champ { $number }
shown-not-legal = valeur non admise dans ce champ, montrée telle qu’elle est arrivée
shown-not-reviewed = Traduction non révisée.
shown-design-language = Rédigé en anglais, langue de conception ; non révisé.
shown-author-language = Écrit en « { $language } » ; seul ce texte fait foi.
shown-removed = laissé vide
shown-local = heure locale { $time }
shown-lasts = durée { $time }
shown-radius = rayon { $radius }
shown-m = { $n } m
shown-km = { $n } km
shown-nm = { $n } milles marins
shown-days = { $n } j
shown-near = à { $distance } ({ $way }) de { $place }
shown-points = { $count ->
    [one] { $shown } point
   *[other] { $shown } points
}
compass-N = nord
compass-NE = nord-est
compass-E = est
compass-SE = sud-est
compass-S = sud
compass-SW = sud-ouest
compass-W = ouest
compass-NW = nord-ouest

# Forms of address: agreed, and looked for in free text (an officer reviews them). Between bars.
address-agreed = Excellence | Monsieur | Madame
address-looked-for = Camarade | Cher | Chère | Mon ami | Frère
