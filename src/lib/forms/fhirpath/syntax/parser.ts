import { tokenize, type Token } from './lexer.ts';
import type { Step, SyntaxNode } from './syntax.ts';

/**
 * Bounds of one expression. The engine's own parser needs about 0.25 ms per operator and number, in bad cases;
 * the longest score sums we know of have about 100 operators.
 */
const MAX_LENGTH = 10_000;
const MAX_DEPTH = 32;
const MAX_OPERATORS = 200;
const MAX_NUMBERS = 100;
const MAX_STEPS = 1_500;
const MAX_UNIT_LENGTH = 100;

/** Binding power: the larger binds closer (http://hl7.org/fhirpath/N1, operator precedence). */
const BINARY: Readonly<Record<string, number>> = {
  implies: 1,
  or: 2,
  xor: 2,
  and: 3,
  in: 4,
  contains: 4,
  '=': 5,
  '~': 5,
  '!=': 5,
  '!~': 5,
  '<': 6,
  '>': 6,
  '<=': 6,
  '>=': 6,
  '|': 7,
  is: 8,
  as: 8,
  '+': 9,
  '-': 9,
  '&': 9,
  '*': 10,
  '/': 10,
  div: 10,
  mod: 10,
};
const POLARITY = 11;
const END: Token = { kind: 'end', text: '', start: 0, end: 0 };
const CALENDAR_UNIT = /^(?:year|month|week|day|hour|minute|second|millisecond)s?$/;

/** Undefined when the text is not FHIRPath, or is beyond the bounds above. Linear in the text. */
export function parseExpression(text: string): SyntaxNode | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const tokens = tokenize(text);
  if (tokens === undefined) return undefined;
  const parser = new Parser(tokens);
  const node = parser.expression(0);
  return node !== undefined && parser.atEnd ? node : undefined;
}

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;
  #operators = 0;
  #numbers = 0;
  #steps = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get atEnd(): boolean {
    return this.#peek.kind === 'end';
  }

  get #peek(): Token {
    return this.#tokens[Math.min(this.#next, this.#tokens.length - 1)] ?? END;
  }

  #take(): Token {
    const token = this.#peek;
    this.#next += 1;
    return token;
  }

  /** Takes the next token if it is this symbol. */
  #takes(symbol: string): boolean {
    const is = this.#peek.kind === 'symbol' && this.#peek.text === symbol;
    if (is) this.#next += 1;
    return is;
  }

  expression(minimum: number): SyntaxNode | undefined {
    if (this.#depth >= MAX_DEPTH) return undefined;
    this.#depth += 1;
    let left = this.#operand();
    while (left !== undefined) {
      const operator = this.#peek;
      const power = isOperator(operator) ? BINARY[operator.text] : undefined;
      if (power === undefined || power <= minimum) break;
      this.#next += 1;
      this.#operators += 1;
      if (this.#operators > MAX_OPERATORS) left = undefined;
      else left = this.#infix(left, operator.text, power);
    }
    this.#depth -= 1;
    return left;
  }

  #infix(left: SyntaxNode, operator: string, power: number): SyntaxNode | undefined {
    if (operator === 'is' || operator === 'as') {
      const end = this.#typeName();
      return end === undefined ? undefined : { kind: 'type', operator, left, start: left.start, end };
    }
    const right = this.expression(power);
    return right && { kind: 'binary', operator, left, right, start: left.start, end: right.end };
  }

  #typeName(): number | undefined {
    let end: number | undefined;
    do {
      const token = this.#take();
      if (token.kind !== 'name' && token.kind !== 'quoted-name') return undefined;
      end = token.end;
    } while (this.#takes('.'));
    return end;
  }

  #operand(): SyntaxNode | undefined {
    const sign = this.#peek;
    if (this.#takes('-') || this.#takes('+')) {
      this.#operators += 1;
      const operand = this.expression(POLARITY);
      return operand && { kind: 'polarity', operand, start: sign.start, end: operand.end };
    }
    let left = this.#term();
    while (left !== undefined) {
      this.#steps += 1;
      if (this.#steps > MAX_STEPS) return undefined;
      if (this.#takes('.')) {
        const step = this.#step();
        left = step && { kind: 'path', left, step, start: left.start, end: step.end };
      } else if (this.#takes('[')) {
        const index = this.expression(0);
        const end = this.#peek.end;
        left =
          index && this.#takes(']') ? { kind: 'indexer', left, index, start: left.start, end } : undefined;
      } else break;
    }
    return left;
  }

  #term(): SyntaxNode | undefined {
    const token = this.#peek;
    const { start, end } = token;
    switch (token.kind) {
      case 'string':
        this.#next += 1;
        return { kind: 'string', value: token.text, start, end };
      case 'date':
        this.#next += 1;
        return literal(start, end);
      case 'number':
        this.#next += 1;
        this.#numbers += 1;
        if (this.#numbers > MAX_NUMBERS) return undefined;
        return literal(start, this.#unitEnd() ?? end, token.text.includes('.'));
      case 'symbol':
        return this.#symbolTerm();
      case 'name':
        if (token.text !== 'true' && token.text !== 'false') return this.#step();
        this.#next += 1;
        return literal(start, end);
      default:
        return this.#step();
    }
  }

  /** The unit behind a number: `4 days`, `70 'kg'`. */
  #unitEnd(): number | undefined {
    const { kind, text, end } = this.#peek;
    if (
      text.length > MAX_UNIT_LENGTH ||
      (kind !== 'string' && !(kind === 'name' && CALENDAR_UNIT.test(text)))
    )
      return undefined;
    this.#next += 1;
    return end;
  }

  #symbolTerm(): SyntaxNode | undefined {
    const { start } = this.#peek;
    if (this.#takes('(')) {
      const inner = this.expression(0);
      const end = this.#peek.end;
      return inner && this.#takes(')') ? { kind: 'group', inner, start, end } : undefined;
    }
    if (this.#takes('{')) {
      const end = this.#peek.end;
      return this.#takes('}') ? literal(start, end) : undefined;
    }
    if (!this.#takes('%')) return undefined;
    const { kind, text, end } = this.#take();
    const named = (kind === 'name' && !text.startsWith('$')) || kind === 'quoted-name' || kind === 'string';
    return named ? { kind: 'variable', name: text, start, end } : undefined;
  }

  #step(): Step | undefined {
    const { kind, text, start, end } = this.#take();
    if (kind !== 'name' && kind !== 'quoted-name') return undefined;
    if (kind === 'name' && text.startsWith('$')) {
      return { kind: text === '$this' ? 'this' : text === '$index' ? 'index' : 'total', start, end };
    }
    if (!this.#takes('(')) return { kind: 'member', name: text, start, end };
    const args: SyntaxNode[] = [];
    if (this.#peek.text !== ')' || this.#peek.kind !== 'symbol') {
      do {
        const argument = this.expression(0);
        if (argument === undefined) return undefined;
        args.push(argument);
        this.#skipSortDirection(text);
      } while (this.#takes(','));
    }
    const close = this.#peek.end;
    return this.#takes(')') ? { kind: 'call', name: text, args, start, end: close } : undefined;
  }

  #skipSortDirection(name: string): void {
    const { kind, text } = this.#peek;
    if (name === 'sort' && kind === 'name' && (text === 'asc' || text === 'desc')) this.#next += 1;
  }
}

function literal(start: number, end: number, isFraction = false): SyntaxNode {
  return { kind: 'literal', start, end, isFraction };
}

function isOperator(token: Token): boolean {
  return (token.kind === 'symbol' || token.kind === 'name') && Object.hasOwn(BINARY, token.text);
}
