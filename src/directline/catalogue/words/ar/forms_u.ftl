### التعهدات: كلمات هذه النماذج.

## العناوين
form-U1 = تعهد: ما سنلتزم به (نموذج مقترح)
form-U2 = إجراء بشأن تعهد (نموذج مقترح)
form-U3 = رد على ادعاء (نموذج مقترح)

## المجموعات
profile-undertakings = التعهدات والادعاءات

## الحقول
field-undertaking_kind = النوع
    .help = مشترك: يوقع الطرفان هذا النص. متوازٍ: يعلن كل طرف نصفه.
field-other_half = النصف الآخر
    .help = الرسالة التي فيها بيان الطرف الآخر: BRAVO 12.
field-scope = مضمون التعهد
    .help = أي الأعمال وأي الأهداف، واحدًا واحدًا. حقائق فقط.
field-text_digest = بصمة النص المتفق عليه
    .help = SHA-256 للنص الذي لدى الطرفين، 64 رمزًا 0-9 a-f.
field-clause = البند
    .help = البند من ذلك النص.
field-start_kind = البدء
    .help = كيف يسري. يجب ذكره.
field-start_event = حدث البدء
    .help = الحدث الذي يبدأ به، بحيث يعرفه الطرفان عند وقوعه.
field-ending = انتهاء السريان
    .help = كيف ينتهي. يجب ذكره.
field-end_event = حدث الانتهاء
    .help = الحدث الذي ينتهي به.
field-extension = التمديد
    .help = من الطرفين: يوقعان. ضمني: يستمر ما لم يُنهَ بإشعار.
field-extension_days = كل تمديد ضمني
    .help = بالأيام.
field-condition_text = الشرط
    .help = ما يتوقف عليه.
field-attested_by = من يشهد على الشرط
    .help = لا بد من شاهد.
field-reciprocity = المعاملة بالمثل
    .help = هل يسري فقط ما دام الطرف الآخر ملتزمًا بتعهده.
field-notice_hours = مهلة الإشعار قبل الإنهاء
    .help = بالساعات. التاريخ الأبكر لا يُعتد به. 0: فورًا.
field-reply_hours = الرد على الادعاء خلال
    .help = بالساعات، منذ تسلّم الادعاء.
field-consultation = التشاور أولًا
    .help = هل يتحادث الطرفان قبل التصرف بناءً على ادعاء.
field-release_rule = التحلل بعد ادعاء
    .help = متى يسمح الادعاء بالتعليق. الأفضل: بعد رد، أو إذا لم يصل في موعده.
field-verification = كيفية التحقق
    .help = من يتحقق وكيف، إن وُجد.
field-humanitarian = إنساني
    .help = نعم: لا يُعلَّق ردًا على خرق، ولا ينتهي إلا بشروطه.
field-undertaking_act = الإجراء
    .help = يسري التمديد أو الإنهاء أو التعليق المتفق عليه بعد قبول الطرف الآخر.
field-effect_at = يسري من
    .help = بالتوقيت العالمي: 2026-11-21T22:30Z.
field-ground = الأساس
    .help = ما يستند إليه الإجراء، كما يقول مرسله.
field-claim = الادعاء
    .help = الادعاء الذي يُرد عليه. لا يجوز مع تعهد إنساني.
field-new_end = النهاية الجديدة
    .help = بالتوقيت العالمي: 2026-11-21T22:30Z.
field-claim_reply = الرد
    .help = ما يقوله طرفكم في الادعاء. متمسَّك به، مسحوب، مُعالَج: لمن قدمه فقط.
field-counter_claim = ادعاء مقابل
    .help = ادعاء طرفكم: ALPHA 12.

## الاختيارات
choice-undertaking_kind-joint = مشترك: يوقعه الطرفان
choice-undertaking_kind-parallel = متوازٍ: أحد نصفين
choice-undertaking_kind-conditional = مشترك بشرط

choice-start_kind-at-instant = في وقت محدد
choice-start_kind-on-event = مع حدث
choice-start_kind-on-acceptance = عند القبول

choice-ending-at-instant = في وقت محدد
choice-ending-on-event = مع حدث
choice-ending-until-denounced = عند الإنهاء بإشعار

choice-extension-none = لا تمديد
choice-extension-by-both = من الطرفين
choice-extension-tacit = ضمني

choice-attested_by-author = المرسل
choice-attested_by-addressee = المرسل إليه
choice-attested_by-both-parties = الطرفان
choice-attested_by-neutral-host = المضيف المحايد
choice-attested_by-third-party = طرف ثالث

choice-reciprocity-none = قائم بذاته
choice-reciprocity-while-other-observes = ما دام الطرف الآخر ملتزمًا

choice-release_rule-none = الادعاء لا يحلّ أحدًا
choice-release_rule-after-reply = بعد رد أو انقضاء مهلته
choice-release_rule-immediate = فورًا

choice-undertaking_act-denounce = ينهيه بإشعار
choice-undertaking_act-suspend = يعلّقه
choice-undertaking_act-resume = يستأنفه
choice-undertaking_act-extend = يمدده
choice-undertaking_act-end = ينهيه بالاتفاق
choice-undertaking_act-start-event = وقع حدث البدء
choice-undertaking_act-end-event = وقع حدث الانتهاء

choice-ground-own-terms = شروطه ذاتها
choice-ground-agreed = اتفاق الطرفين
choice-ground-condition-failed = تخلّف شرط
choice-ground-response-to-breach = رد على خرق مُدّعى

choice-claim_reply-accepted = مقبول
choice-claim_reply-denied = مرفوض
choice-claim_reply-justified = كان مبررًا
choice-claim_reply-investigating = غير معروف: قيد التحقيق
choice-claim_reply-counter-claim = بادعاء مقابل
choice-claim_reply-maintained = تعقيب: متمسَّك به
choice-claim_reply-withdrawn = تعقيب: مسحوب
choice-claim_reply-remedied = تعقيب: مُعالَج
choice-claim_reply-noted = ملاحظة، ليست لأي طرف

## الوحدات
quantity-hours = ساعات
quantity-days = أيام
