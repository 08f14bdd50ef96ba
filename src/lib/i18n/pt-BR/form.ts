import type { FormMessages, IssueValues } from '../ja/form.ts';

const withUnit = ({ bound = '', unit }: IssueValues): string =>
  unit === undefined ? bound : `${bound} ${unit}`;

const counted = (bound: string, one: string, many: string): string =>
  `${bound} ${bound === '1' ? one : many}`;

export const form = {
  yes: 'Sim',
  no: 'Não',
  absent: {
    'asked-unknown': 'Não sei',
    'asked-declined': 'Prefiro não responder',
    'temp-unknown': 'Vou perguntar à equipe',
  },
  otherAnswers: 'Outras formas de responder',
  chooseMany: 'Escolha todas as que se aplicam',
  chooseFromList: 'Escolha',
  next: 'Próxima',
  back: 'Voltar',
  progress: (current: number, total: number) => `Pergunta ${current} de ${total}`,
  clearAnswer: 'Apagar a resposta',
  showHelp: 'Ver a explicação',
  readOnly: 'Somente leitura',
  groupOf: (title: string) => `Itens de ${title}`,
  bulkNormal: 'Marcar o resto como normal',
  bulkNormalHint: 'Marca como “normal” só os itens ainda vazios',
  bulkNormalDone: (count: number) =>
    count === 1 ? '1 item marcado como “normal”' : `${count} itens marcados como “normal”`,
  bulkNormalNothing: 'Nenhum item está vazio',
  undo: 'Desfazer',
  undone: 'Desfeito',
  status: {
    empty: 'Não preenchido',
    missing: (count: number) => `${count} sem preencher`,
    check: 'Conferir',
    checkCount: (count: number) => `${count} a conferir`,
    complete: 'Completo',
  },
  summary: {
    title: (count: number) => (count === 1 ? 'Confira 1 resposta' : `Confira ${count} respostas`),
    warningsOnly: 'Se estiver tudo certo, pode continuar',
  },
  controlMissing: 'Não foi possível mostrar esta pergunta. Confira a conexão e abra a tela de novo',
  issues: {
    required: () => 'Preencha a resposta',
    type: () => 'Parece que não está certo. Preencha de novo',
    'option-unknown': () => 'Escolha uma das respostas da tela',
    'option-exclusive': () => 'Esta resposta não pode ser escolhida junto com outras',
    'too-many': ({ bound }) =>
      bound === undefined
        ? 'Escolha só uma resposta'
        : `Escolha no máximo ${counted(bound, 'resposta', 'respostas')}`,
    'too-long': ({ bound }) =>
      bound === undefined
        ? 'O texto é longo demais'
        : `Escreva no máximo ${counted(bound, 'caractere', 'caracteres')}`,
    'below-min': (values) => `Digite ${withUnit(values)} ou mais`,
    'above-max': (values) => `Digite ${withUnit(values)} ou menos`,
    'decimal-places': ({ bound }) =>
      bound === undefined || bound === '0'
        ? 'Digite um número inteiro'
        : `Use no máximo ${counted(bound, 'casa decimal', 'casas decimais')}`,
    'too-few': ({ bound }) =>
      bound === undefined
        ? 'Faltam respostas'
        : `Escolha pelo menos ${counted(bound, 'resposta', 'respostas')}`,
    'too-short': ({ bound }) =>
      bound === undefined
        ? 'O texto é curto demais'
        : `Escreva pelo menos ${counted(bound, 'caractere', 'caracteres')}`,
    pattern: () => 'Não está escrito da forma esperada. Confira',
    'not-a-time': () => 'Este horário não existe. Confira a hora e os minutos',
    'too-large': ({ bound }) =>
      bound === undefined ? 'O arquivo é grande demais' : `Escolha um arquivo de até ${bound}`,
    'file-type': () => 'Este tipo de arquivo não pode ser usado',
    constraint: () => 'Confira se estas respostas combinam entre si',
    unit: () => 'Confira a unidade',
    'not-a-date': () => 'Esta data não existe. Confira o dia, o mês e o ano',
    'soft-low': (values) => `É menos que ${withUnit(values)}. Confira se está certo`,
    'soft-high': (values) => `É mais que ${withUnit(values)}. Confira se está certo`,
    'after-today': () => 'Esta data é depois de hoje. Confira o dia, o mês e o ano',
    'before-today': () => 'Esta data é antes de hoje. Confira o dia, o mês e o ano',
    'before-birth': () => 'Esta data é antes do nascimento. Confira o dia, o mês e o ano',
  },
} satisfies FormMessages;
