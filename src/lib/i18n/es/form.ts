import type { FormMessages, IssueValues } from '../ja/form.ts';

const withUnit = ({ bound = '', unit }: IssueValues): string =>
  unit === undefined ? bound : `${bound} ${unit}`;

const counted = (bound: string, one: string, many: string): string =>
  `${bound} ${bound === '1' ? one : many}`;

export const form = {
  yes: 'Sí',
  no: 'No',
  absent: {
    'asked-unknown': 'No lo sé',
    'asked-declined': 'Prefiero no responder',
    'temp-unknown': 'Preguntaré al personal',
  },
  otherAnswers: 'Otras formas de responder',
  chooseMany: 'Elija todas las que correspondan',
  chooseFromList: 'Elija',
  next: 'Siguiente',
  back: 'Atrás',
  progress: (current: number, total: number) => `Pregunta ${current} de ${total}`,
  clearAnswer: 'Borrar la respuesta',
  showHelp: 'Ver la explicación',
  readOnly: 'Solo lectura',
  groupOf: (title: string) => `Apartados de ${title}`,
  bulkNormal: 'Marcar el resto como normal',
  bulkNormalHint: 'Solo los apartados vacíos se marcan como “normal”',
  bulkNormalDone: (count: number) =>
    count === 1 ? '1 apartado marcado como “normal”' : `${count} apartados marcados como “normal”`,
  bulkNormalNothing: 'No hay apartados vacíos',
  undo: 'Deshacer',
  undone: 'Deshecho',
  status: {
    empty: 'Sin llenar',
    missing: (count: number) => `${count} sin llenar`,
    check: 'Por revisar',
    checkCount: (count: number) => `${count} por revisar`,
    complete: 'Completo',
  },
  summary: {
    title: (count: number) => (count === 1 ? 'Revise 1 respuesta' : `Revise ${count} respuestas`),
    warningsOnly: 'Si todo está bien, puede seguir',
  },
  controlMissing: 'No se pudo mostrar esta pregunta. Revise la conexión y abra la pantalla de nuevo',
  issues: {
    required: () => 'Ponga una respuesta',
    type: () => 'Parece que no está bien escrito. Póngalo de nuevo',
    'option-unknown': () => 'Elija una de las respuestas de la pantalla',
    'option-exclusive': () => 'Esta respuesta no se puede elegir junto con otras',
    'too-many': ({ bound }) =>
      bound === undefined
        ? 'Elija solo una respuesta'
        : `Elija como máximo ${counted(bound, 'respuesta', 'respuestas')}`,
    'too-long': ({ bound }) =>
      bound === undefined
        ? 'El texto es demasiado largo'
        : `Escriba como máximo ${counted(bound, 'letra', 'letras')}`,
    'below-min': (values) => `Ponga ${withUnit(values)} o más`,
    'above-max': (values) => `Ponga ${withUnit(values)} o menos`,
    'decimal-places': ({ bound }) =>
      bound === undefined || bound === '0'
        ? 'Ponga un número sin decimales'
        : `Ponga como máximo ${counted(bound, 'decimal', 'decimales')}`,
    'too-few': ({ bound }) =>
      bound === undefined
        ? 'Faltan respuestas'
        : `Elija por lo menos ${counted(bound, 'respuesta', 'respuestas')}`,
    'too-short': ({ bound }) =>
      bound === undefined
        ? 'El texto es demasiado corto'
        : `Escriba por lo menos ${counted(bound, 'letra', 'letras')}`,
    pattern: () => 'No está escrito de la forma esperada. Revíselo',
    'not-a-time': () => 'Esta hora no existe. Revise la hora y los minutos',
    'too-large': ({ bound }) =>
      bound === undefined ? 'El archivo es demasiado grande' : `Elija un archivo de hasta ${bound}`,
    'file-type': () => 'No se puede usar este tipo de archivo',
    constraint: () => 'Revise si estas respuestas concuerdan entre sí',
    unit: () => 'Revise la unidad',
    'not-a-date': () => 'Esta fecha no existe. Revise el día, el mes y el año',
    'soft-low': (values) => `Es menos de ${withUnit(values)}. Revise si está bien`,
    'soft-high': (values) => `Es más de ${withUnit(values)}. Revise si está bien`,
    'after-today': () => 'Esta fecha es posterior a hoy. Revise el día, el mes y el año',
    'before-today': () => 'Esta fecha es anterior a hoy. Revise el día, el mes y el año',
    'before-birth': () => 'Esta fecha es anterior al nacimiento. Revise el día, el mes y el año',
  },
} satisfies FormMessages;
