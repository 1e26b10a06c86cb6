### Слова форм про заплановану діяльність, крім перших.

## Назви
form-A2 = Військове навчання, попереднє повідомлення
form-A3 = Раптове навчання без попередження військ
form-A4 = Навчання поблизу кордону
form-A5 = Політ поблизу кордону
form-A7 = Зона: оголошення, зміна або скасування
form-A8 = Район особливої уваги, пропозиція
form-A9 = Застосування лазера
form-A10 = Рух на землі біля лінії зіткнення
form-A11 = Оприлюднений документ
form-A12 = Особлива операція на морі, поданий сигнал

## Поля
field-designation = Назва навчання
    .help = Як воно називається офіційно.
field-purpose = Мета
    .help = Що відпрацьовують, в одній-двох фразах.
field-states = Держави-учасниці
    .help = Дволітерні коди країн через пробіл.
field-command_level = Рівень керівництва
    .help = Найвищий рівень, що керує навчанням.
field-troops = Особовий склад
    .help = Найбільша чисельність одночасно.
field-tanks = Танки
    .help = Найбільша кількість одночасно.
field-armoured_vehicles = Бойові броньовані машини
    .help = Найбільша кількість одночасно.
field-artillery = Артилерія
    .help = Найбільша кількість одночасно.
field-helicopters = Вертольоти
    .help = Найбільша кількість одночасно.
field-sorties = Літако-вильоти
    .help = Скільки заплановано.
field-amphibious = Морський десант
    .help = Чисельність. 0, якщо його немає.
field-airborne = Повітряний і вертолітний десант
    .help = Чисельність. 0, якщо його немає.
field-sealed_until = Військам не повідомляти до
    .help = Коли про навчання дізнаються війська, за UTC.
field-exercise_kind = Вид навчання
    .help = Сухопутне, повітряне, морське або спільне.
field-formations = З'єднання
    .help = Які з'єднання беруть участь, за рівнем і кількістю.
field-forces_shifted = Перекинуті сили
    .help = Сили, перекинуті для навчання з інших районів, і до якого часу.
field-flight_purpose = Мета польоту
    .help = Для чого виконують політ.
field-aircraft_type = Тип повітряного судна
    .help = Позначення типу.
field-weapons_aboard = Зброя на борту
    .help = Чи є на борту зброя.
field-zone = Зона
    .help = Її коротке ім'я, однакове в усіх повідомленнях про неї.
field-zone_action = Дія
    .help = Зону оголошують, змінюють чи скасовують.
field-may_enter = Кому дозволено вхід
    .help = Поки зона діє.
field-measures = Заходи
    .help = Що всі сторони роблять або чого не роблять у районі.
field-frequencies = Частоти
    .help = Для прямого зв'язку в районі: 121.5 MHz.
field-wavelength = Вид випромінювання
    .help = Діапазон довжин хвиль.
field-hazard_range = Небезпечна відстань
    .help = На якій відстані небезпечно для очей і приладів, у метрах.
field-moving = Що рухається
    .help = Вид, кількість і належність, наскільки повідомляється.
field-marking = Позначення
    .help = Як розпізнати машини із землі та з повітря.
field-document_title = Назва
    .help = Як надруковано, мовою документа.
field-document_kind = Вид документа
    .help = Якого роду цей документ.
field-document_date = Дата документа
    .help = Дата за UTC: 2026-11-21.
field-document_place = Де оприлюднено
    .help = Де можна прочитати документ: адреса або номер.
field-document_digest = Контрольна сума
    .help = SHA-256 файлу, щоб усі мали на увазі той самий текст.
field-signal = Поданий сигнал
    .help = Як подано на місці. Значення — за вашою погодженою таблицею.
field-operation = Операція
    .help = Простими словами, хоч би що означав сигнал.
field-vessel = Корабель або повітряне судно
    .help = Позивний, бортовий номер або назва.
field-signal_at = Час сигналу
    .help = Коли подано сигнал, за UTC.

## Варіанти
choice-command_level-company = рота
choice-command_level-battalion = батальйон
choice-command_level-brigade = бригада або полк
choice-command_level-division = дивізія
choice-command_level-corps = корпус
choice-command_level-army = армія або вище
choice-command_level-joint = об'єднане командування
choice-command_level-other = інше

choice-exercise_kind-land = сухопутне
choice-exercise_kind-air = повітряне
choice-exercise_kind-naval = морське
choice-exercise_kind-joint = спільне

choice-flight_purpose-survey = знімання місцевості
choice-flight_purpose-relief = доставка допомоги
choice-flight_purpose-rescue = рятування
choice-flight_purpose-supply = постачання постів
choice-flight_purpose-other = інше

choice-zone_action-declare = оголосити
choice-zone_action-change = змінити
choice-zone_action-lift = скасувати

choice-may_enter-nobody = нікому
choice-may_enter-author-only = лише авторові цього повідомлення
choice-may_enter-addressees-only = лише тим, кому це адресовано
choice-may_enter-all-parties = усім сторонам
choice-may_enter-civil-only = лише цивільному руху
choice-may_enter-humanitarian-only = лише гуманітарному руху

choice-wavelength-ultraviolet = ультрафіолетове
choice-wavelength-visible = видиме
choice-wavelength-near-infrared = ближнє інфрачервоне
choice-wavelength-infrared = середнє або далеке інфрачервоне
choice-wavelength-several = кілька діапазонів

choice-ground-infantry = піхота
choice-ground-vehicles = неброньовані машини
choice-ground-armour = бронетехніка
choice-ground-artillery = артилерія
choice-ground-engineers = інженерний підрозділ
choice-ground-supply = постачання
choice-ground-medical = медична служба
choice-ground-mixed = змішана колона

choice-document_kind-strategy = стратегія
choice-document_kind-doctrine = доктрина
choice-document_kind-report = доповідь
choice-document_kind-law = закон
choice-document_kind-budget = бюджет
choice-document_kind-other = інше

choice-operation-preparing-to-dive = підводний човен готується до занурення
choice-operation-submarine-surfacing = підводний човен готується до спливання
choice-operation-launching-aircraft = зліт авіації
choice-operation-recovering-aircraft = посадка авіації
choice-operation-helicopter-operations = польоти вертольотів
choice-operation-replenishment = поповнення запасів у морі
choice-operation-other = інше

## Визначення підрахунку та одиниці
quantity-troops-taking-part = усі військовослужбовці-учасники, зі штабами й забезпеченням
quantity-tanks-taking-part = бойові танки, що беруть участь
quantity-armoured-vehicles-taking-part = бойові броньовані машини, що беруть участь, без танків
quantity-artillery-taking-part = гармати, міномети й реактивні системи калібру від 100 мм, що беруть участь
quantity-helicopters-taking-part = вертольоти всіх видів, що беруть участь
quantity-sorties-planned = зльоти літаків, без вертольотів
quantity-troops-landing = військовослужбовці, яких висаджують з кораблів
quantity-troops-dropped = військовослужбовці, яких висаджують з парашутом або з вертольотів
quantity-metres = метри

## Профілі
profile-dangerous-activities = небезпечна діяльність: райони особливої уваги, лазери, завади управлінню
profile-policy-notices = документи про політику, з якими іншій стороні варто ознайомитися
profile-special-signals = особливі сигнали: сигнали на морі зі значенням простими словами
