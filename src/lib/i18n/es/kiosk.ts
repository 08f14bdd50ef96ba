import type { KioskMessages } from '../ja/kiosk.ts';

export const kiosk = {
  welcome: {
    title: 'Le damos la bienvenida al control de salud',
    text: 'Primero leeremos el código QR de la hoja del control (en el papel dice 「受診票」).',
    start: 'Empezar',
    interrupted: 'Puede parar y seguir más tarde',
    privacy: 'Sus respuestas se guardan cifradas y solo las ve el personal del control',
    needHelp: 'Si necesita ayuda, avise al personal',
  },
  scan: {
    title: 'Muestre a la cámara el código QR de la hoja del control',
    hint: 'Ponga el código QR dentro del marco y no lo mueva un momento',
    starting: 'Preparando la cámara',
    slow: 'Si no se lee, ponga la hoja plana en un lugar con luz',
    preview: 'Imagen de la cámara',
    typeInstead: 'Escribir el número',
  },
  camera: {
    refusedTitle: 'La cámara no está permitida',
    refusedText: 'También puede seguir con el número impreso en la hoja.',
    missingTitle: 'No se encontró ninguna cámara',
    missingText: 'Siga con el número impreso en la hoja.',
    howToAllow: 'Para poder usar la cámara, avise al personal',
  },
  code: {
    title: 'Escriba el número de la hoja del control',
    hint: 'Son las 12 cifras junto al código QR',
    label: 'Número de la hoja',
    submit: 'Seguir con este número',
    incomplete: (missing: number) => (missing === 1 ? 'Falta 1 cifra' : `Faltan ${missing} cifras`),
    scanInstead: 'Leer con la cámara',
    wait: (seconds: number) =>
      `Podrá escribirlo de nuevo en ${seconds} ${seconds === 1 ? 'segundo' : 'segundos'}`,
  },
  confirm: {
    title: '¿Es su hijo o hija?',
    titleSelf: '¿Es usted?',
    yes: 'Sí',
    no: 'No',
    born: (date: string) => `Nacimiento: ${date}`,
  },
  questions: {
    toReview: 'Revisar las respuestas',
    pleaseAnswer: 'Elija una respuesta antes de seguir',
    pleaseAnswerOrSkip: 'Elija una respuesta. Si no sabe, puede elegir “No lo sé”',
  },
  review: {
    title: 'Revise sus respuestas',
    text: 'Para cambiar una respuesta, toque “Cambiar”.',
    edit: 'Cambiar',
    editItem: (question: string) => `Cambiar “${question}”`,
    unanswered: 'Sin respuesta',
    unansweredCount: (count: number) =>
      count === 1 ? 'Queda 1 pregunta sin respuesta' : `Quedan ${count} preguntas sin respuesta`,
    goToFirstUnanswered: 'Ir a la pregunta sin respuesta',
    askStaffCount: (count: number) =>
      count === 1 ? 'Hay 1 pregunta para el personal' : `Hay ${count} preguntas para el personal`,
    submit: 'Entregar estas respuestas',
    backToQuestions: 'Volver a las preguntas',
  },
  done: {
    title: 'Muchas gracias',
    text: 'Hemos recibido su cuestionario.',
    handBack: 'Entregue la tableta al personal',
    handBackText: 'Sus respuestas ya no se pueden ver en esta pantalla.',
    staffUnlock: 'Para el personal',
  },
  resume: {
    title: 'Seguir donde lo dejó',
  },
  idle: {
    title: '¿Sigue ahí?',
    text: (seconds: number) =>
      `La pantalla se cerrará en ${seconds} ${seconds === 1 ? 'segundo' : 'segundos'}. Sus respuestas están guardadas.`,
    stay: 'Seguir',
    leave: 'Terminar',
  },
  problem: {
    title: 'No se pudo seguir',
    forStaff: 'Para el personal',
  },
} satisfies KioskMessages;
