import type { KioskMessages } from '../ja/kiosk.ts';

export const kiosk = {
  welcome: {
    title: 'Boas-vindas ao exame de saúde',
    text: 'Primeiro, vamos ler o código QR da ficha do exame (no papel: 「受診票」).',
    start: 'Começar',
    interrupted: 'Você pode parar no meio e continuar depois',
    privacy: 'As respostas são guardadas com criptografia e só a equipe do exame as vê',
    needHelp: 'Se precisar de ajuda, fale com alguém da equipe',
  },
  scan: {
    title: 'Mostre à câmera o código QR da ficha do exame',
    hint: 'Coloque o código QR dentro da moldura e espere um pouco sem mexer',
    starting: 'Preparando a câmera',
    slow: 'Se não funcionar, segure a ficha bem reta em um lugar claro',
    preview: 'Imagem da câmera',
    typeInstead: 'Digitar o número',
  },
  camera: {
    refusedTitle: 'O uso da câmera não está permitido',
    refusedText: 'Você pode continuar com o número impresso na ficha.',
    missingTitle: 'Nenhuma câmera encontrada',
    missingText: 'Continue com o número impresso na ficha.',
    howToAllow: 'Para liberar a câmera, fale com alguém da equipe',
  },
  code: {
    title: 'Digite o número da ficha do exame',
    hint: 'São os 12 dígitos ao lado do código QR',
    label: 'Número da ficha',
    submit: 'Continuar com este número',
    incomplete: (missing: number) =>
      missing === 1 ? 'Falta digitar 1 dígito' : `Falta digitar ${missing} dígitos`,
    scanInstead: 'Ler com a câmera',
    wait: (seconds: number) =>
      `Você poderá digitar de novo em ${seconds} ${seconds === 1 ? 'segundo' : 'segundos'}`,
  },
  confirm: {
    title: 'É esta a criança?',
    titleSelf: 'É você mesma?',
    yes: 'Sim',
    no: 'Não',
    born: (date: string) => `Nascimento: ${date}`,
  },
  questions: {
    toReview: 'Conferir as respostas',
    pleaseAnswer: 'Escolha uma resposta antes de continuar',
    pleaseAnswerOrSkip: 'Escolha uma resposta. Se não souber, pode escolher “Não sei”',
  },
  review: {
    title: 'Confira as respostas',
    text: 'Para mudar uma resposta, toque em “Mudar”.',
    edit: 'Mudar',
    editItem: (question: string) => `Mudar “${question}”`,
    unanswered: 'Sem resposta',
    unansweredCount: (count: number) =>
      count === 1 ? 'Ainda há 1 pergunta sem resposta' : `Ainda há ${count} perguntas sem resposta`,
    goToFirstUnanswered: 'Ir para a pergunta sem resposta',
    askStaffCount: (count: number) =>
      count === 1 ? 'Há 1 pergunta para fazer à equipe' : `Há ${count} perguntas para fazer à equipe`,
    submit: 'Entregar estas respostas',
    backToQuestions: 'Voltar às perguntas',
  },
  done: {
    title: 'Agradecemos a sua colaboração',
    text: 'Recebemos o seu questionário.',
    handBack: 'Entregue o tablet a alguém da equipe',
    handBackText: 'As suas respostas já não podem ser vistas nesta tela.',
    staffUnlock: 'Para a equipe',
  },
  resume: {
    title: 'Continuar de onde parou',
  },
  idle: {
    title: 'Você ainda está usando?',
    text: (seconds: number) =>
      `A tela fecha em ${seconds} ${seconds === 1 ? 'segundo' : 'segundos'}. As suas respostas estão salvas.`,
    stay: 'Continuar',
    leave: 'Encerrar',
  },
  problem: {
    title: 'Não foi possível continuar',
    forStaff: 'Para a equipe',
  },
} satisfies KioskMessages;
