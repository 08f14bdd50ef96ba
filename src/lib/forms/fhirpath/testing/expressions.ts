/**
 * Expressions as they stand in real forms, over the items of `aResponse`: paths by linkId, indices, scores, ages,
 * conditions. With what they read: linkIds, or `whole`.
 */
export const EXPRESSIONS: readonly (readonly [expression: string, reads: string])[] = [
  // Paths as in the SDC guide
  ["%resource.item.where(linkId='body').item.where(linkId='weight').answer.value", 'weight'],
  ["%resource.item.where(linkId = 'body').item.where('height' = linkId).answer.first().value", 'height'],
  ["%resource.descendants().where(linkId='weight').answer.value", 'weight'],
  ["%resource.repeat(item).where(linkId='weight').answer.value", 'weight'],
  ["%resource.repeat(item | answer.item).where(linkId='packs').answer.value", 'packs'],
  ["%resource.repeat(answer.item | item).where(linkId='packs').answer.value.sum()", 'packs'],
  ["%resource.item.item.where(linkId='onset').answer.value", 'onset'],
  ["item.where(linkId='body').item.where(linkId='weight').answer.value", 'weight'],
  ["QuestionnaireResponse.item.where(linkId='body').item.where(linkId='weight').answer.value", 'weight'],
  ["%context.item.where(linkId='body').item.where(linkId='weight').answer.value", 'weight'],
  ["$this.item.where(linkId='body').item.where($this.linkId='weight').answer.value", 'weight'],
  ["%resource.item.where(linkId='body').item.answer.value", 'body'],
  ["%resource.item.where(linkId='body').descendants().where(linkId='count').answer.value", 'count'],
  [
    "%resource.item.where(linkId='habits').item.where(linkId='smokes').answer.item.where(linkId='packs').answer.value",
    'packs',
  ],
  ["%resource.item.where(linkId='visit').item.where(linkId='q1').answer.value.code", 'q1'],
  ["%resource.item.where(linkId='visit')[0].item.where(linkId='q1').answer.value.code", 'visit'],
  ["%resource.item.where(linkId='visit').first().item.where(linkId='q1').exists()", 'visit'],
  ["%resource.item.where(linkId='visit').count()", 'visit'],
  // Body mass index, growth
  [
    "(%resource.repeat(item).where(linkId='weight').answer.value / (%resource.repeat(item).where(linkId='height').answer.value / 100).power(2)).round(1)",
    'height,weight',
  ],
  [
    "iif(%resource.item.where(linkId='body').item.where(linkId='height').answer.value > 0, %resource.item.where(linkId='body').item.where(linkId='weight').answer.value / %resource.item.where(linkId='body').item.where(linkId='height').answer.value, {})",
    'height,weight',
  ],
  ['%weight / (%height * %height)', ''],
  ['(%weight * 10000 / %height / %height).round(1)', ''],
  ['iif(%weight.exists() and %height.exists(), (%weight / %height).round(2), {})', ''],
  ["%resource.descendants().where(linkId='dose').answer.value.value * 2", 'dose'],
  ["%resource.descendants().where(linkId='dose').answer.value > 1 'g'", 'dose'],
  ["%resource.descendants().where(linkId='dose').answer.value / 2", 'dose'],
  // Scores
  ["%resource.descendants().where(linkId='q1').answer.value.ordinal()", 'q1'],
  [
    "%resource.repeat(item).where(linkId='q1' or linkId='q2' or linkId='q3').answer.value.ordinal().sum()",
    'q1,q2,q3',
  ],
  [
    "%resource.item.where(linkId='visit').item.where(linkId in ('q1' | 'q2' | 'q3')).answer.weight().sum()",
    'q1,q2,q3',
  ],
  [
    "%resource.item.where(linkId='visit').item.where(('q1' | 'q2') contains linkId).answer.value.weight().sum()",
    'q1,q2',
  ],
  ["%resource.item.where(linkId='visit').item.answer.value.ordinal().sum()", 'visit'],
  [
    "%resource.descendants().where(linkId='q1').answer.value.ordinal().sum() + %resource.descendants().where(linkId='q2').answer.value.ordinal().sum()",
    'q1,q2',
  ],
  [
    "%resource.item.where(linkId='visit').item.where(linkId='q1' or linkId='q2').answer.value.aggregate($total + 1, 0)",
    'q1,q2',
  ],
  [
    "%resource.descendants().where(linkId='count').answer.value.aggregate(iif($total.empty(), $this, $total + $this))",
    'count',
  ],
  [
    "%resource.item.where(linkId='visit').item.where(linkId='q2').answer.where(value.code = 'b').count() >= 2",
    'q2',
  ],
  [
    "%resource.item.where(linkId='visit').select(item.where(linkId='q1').answer.value.ordinal().sum()).max()",
    'visit',
  ],
  ["%resource.item.where(linkId='visit').item.where(linkId='q1').answer.value.code.distinct().count()", 'q1'],
  ["%resource.descendants().where(linkId='count').answer.value.avg().round(2)", 'count'],
  // Conditions
  ["%resource.item.where(linkId='habits').item.where(linkId='smokes').answer.value = true", 'smokes'],
  [
    "%resource.item.where(linkId='habits').item.where(linkId='smokes' and answer.value = true).exists()",
    'smokes',
  ],
  [
    "%resource.item.where(linkId='habits').item.where(answer.value = true and linkId='smokes').exists()",
    'smokes',
  ],
  [
    "%resource.descendants().where((linkId='weight' and answer.value > 20) or linkId='height').answer.value",
    'height,weight',
  ],
  ["%resource.descendants().where(linkId='weight' and answer.value > 20).answer.value", 'weight'],
  ["%resource.repeat(item).where(linkId='weight' and answer.value > 20).answer.value", 'weight'],
  ["%resource.descendants().where(linkId='name').answer.value.matches('^[a-z ]+$')", 'name'],
  ["%resource.descendants().where(linkId='name').answer.value.length() > 3", 'name'],
  ["%resource.descendants().where(linkId='q1').answer.value.where(code='a' or code='b').empty()", 'q1'],
  [
    "%resource.descendants().where(linkId='q1').answer.value ~ %resource.descendants().where(linkId='q2').answer.value",
    'q1,q2',
  ],
  [
    "%resource.item.where(linkId='habits').exists() implies %resource.item.where(linkId='body').exists()",
    'body,habits',
  ],
  [
    "(%resource.item.where(linkId='body') | %resource.item.where(linkId='habits')).item.where(linkId='weight').answer.value",
    'body,habits',
  ],
  [
    "%resource.item.where(linkId='body').item.where(linkId='weight').combine(%resource.item.where(linkId='habits')).item.count()",
    'habits,weight',
  ],
  ["(%resource.item | %resource.item.item).where(linkId='weight').answer.value", 'weight'],
  ["%resource.select(item.where(linkId='body')).item.where(linkId='weight').answer.value", 'weight'],
  [
    "%resource.where(status='in-progress').item.where(linkId='body').item.where(linkId='count').answer.value",
    'count',
  ],
  ["%resource.exists() and %resource.item.where(linkId='body').item.where(linkId='count').exists()", 'count'],
  ["iif(%resource.status = 'completed', 'done', 'open')", ''],
  ['%resource.subject.exists() or %resource.authored.exists()', ''],
  ["%resource.children().where(linkId='body').item.where(linkId='weight').answer.value", 'weight'],
  [
    "(%resource as QuestionnaireResponse).item.where(linkId='body').item.where(linkId='weight').exists()",
    'weight',
  ],
  ['%resource is QuestionnaireResponse', ''],
  // Dates
  ["%resource.descendants().where(linkId='onset').answer.value <= today()", 'onset'],
  ["%resource.descendants().where(linkId='onset').answer.value + 14 days", 'onset'],
  ["iif(%patient.birthDate + 18 months <= today(), 'toddler', 'infant')", ''],
  [
    'today().toString().substring(0, 4).toInteger() - %patient.birthDate.toString().substring(0, 4).toInteger()',
    '',
  ],
  ["%patient.name.where(use='official').given.first() & ' ' & %patient.name.family.first()", ''],
  ["%resource.descendants().where(linkId='onset').answer.value > %patient.birthDate", 'onset'],
  // Equal elements are merged on the way, so the groups themselves count
  ["%resource.repeat(item).where(linkId='visit').item.where(linkId='q1').answer.value.code", 'visit'],
  [
    "%resource.item.where(linkId='visit').union(%resource.item.where(linkId='body')).item.where(linkId='q1').answer.value.code",
    'body,visit',
  ],
  // What no literal narrows
  ["%resource.item.union(%resource.item.item).item.where(linkId='q1').answer.value.code", 'whole'],
  ['%resource.item.answer.value', 'whole'],
  ["%resource.item.where(linkId.startsWith('q')).answer.value.count()", 'whole'],
  ["%resource.item.where(linkId='body' or answer.exists()).count()", 'whole'],
  ["%resource.item.where(linkId != 'body').count()", 'whole'],
  ['%resource.item.where(linkId = %which).item.count()', 'whole'],
  ["%resource.item.where((linkId = 'body').not()).count()", 'whole'],
  ['%resource.descendants().ofType(Coding).count()', 'whole'],
  ["%resource.item.where(linkId='visit').item.where($index = 0).answer.value.code", 'whole'],
  ["%resource.item.first().item.where(linkId='weight').answer.value", 'whole'],
  ['%resource.item[0].linkId', 'whole'],
  ["%resource.item.select(iif(item.where(linkId='weight').exists(), 1, 0)).sum()", 'whole'],
  ["%resource.repeat(item).item.where(linkId='weight').answer.value", 'whole'],
  ['%resource.repeat(item).count()', 'whole'],
  ['%resource', 'whole'],
  ['$this.exists() and item.exists()', 'whole'],
  ['answer.value > 3', 'whole'],
  ['%context.extension.exists()', 'whole'],
  ['%resource = %other', 'whole'],
  ['%resource.toString().length()', 'whole'],
  ['%patient.name.select(%resource.item).count()', 'whole'],
  ['{}.aggregate(1, %resource.item.count())', 'whole'],
];
