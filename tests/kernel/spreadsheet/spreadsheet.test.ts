import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  inert,
  LONGEST_CELL,
  MOST_BYTES,
  MOST_ROWS,
  readSpreadsheet,
  restored,
} from '../../../kernel/spreadsheet/spreadsheet.ts';

function read(text: string) {
  return readSpreadsheet(new TextEncoder().encode(text));
}

function texts(sheet: ReturnType<typeof readSpreadsheet>): string[][] {
  return sheet.rows.map((row) => row.map((cell) => cell.text));
}

describe('a table', () => {
  test.each([
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
  ])('is separated by %s when the header row is', (_name, separator) => {
    const sheet = read(`day${separator}title\n1${separator}"a,b;c\td"\n`);
    expect(sheet.fault).toBeNull();
    expect(texts(sheet)).toEqual([
      ['day', 'title'],
      ['1', 'a,b;c\td'],
    ]);
  });

  test('with separators inside quoted names of the header row is separated by the others', () => {
    expect(texts(read('"a;b;c",d\n1,2\n'))[1]).toEqual(['1', '2']);
  });

  test('is separated by what its first line states', () => {
    const sheet = read('sep=;\na,b,c;d\n1;2\n');
    expect(texts(sheet)).toEqual([
      ['a,b,c', 'd'],
      ['1', '2'],
    ]);
    expect(sheet.rows.map((row) => row[0]?.line)).toEqual([2, 3]);
  });

  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('with %s line ends gives each cell the line it starts in', (_name, end) => {
    const text = ['', 'a,b,c', '', '1,"x', 'y","z', 'z"', ',,', '  ', '2,3,4'].join(end);
    const sheet = read(text);
    expect(sheet.fault).toBeNull();
    expect(sheet.rows.map((row) => row.map((cell) => [cell.text, cell.line]))).toEqual([
      [
        ['a', 2],
        ['b', 2],
        ['c', 2],
      ],
      [
        ['1', 4],
        ['x\ny', 4],
        ['z\nz', 5],
      ],
      [
        ['2', 9],
        ['3', 9],
        ['4', 9],
      ],
    ]);
  });

  test('without any text has no rows and no fault', () => {
    expect(read('')).toEqual({ rows: [], fault: null });
    expect(read('\r\n , \n')).toEqual({ rows: [], fault: null });
  });

  test(`holds ${MOST_ROWS} rows under its header and no more`, () => {
    const full = `a,b\n${'1,2\n'.repeat(MOST_ROWS)}`;
    expect(read(full).fault).toBeNull();
    const over = read(`${full}\n1,2\n3,4\n`);
    expect(over.fault).toEqual({ line: 10_003, column: 1, found: 'one row more', expected: 'at most 10000 rows' });
    expect(over.rows.length).toBe(MOST_ROWS + 1);
  });
});

test('a table with more blank rows than can be passed over is refused rather than cut', () => {
  expect(read(`a,b\n${',\n'.repeat(30_000)}1,2\n`).fault).toMatchObject({ found: 'one row more' });
});

test('a table of more cells than any plan has is refused before it fills the memory', () => {
  const many = `a,b\n1,2\n${`x${','.repeat(399)}\n`.repeat(1_500)}`;
  const { rows, fault } = read(many);
  expect([rows.length, fault?.line, fault?.expected]).toEqual([1_501, 1_502, 'at most 600000 cells']);
});

test('a row of more cells than any table has columns is refused at once, however long it is', () => {
  const { rows, fault } = read(`a,b\n1,2\n${','.repeat(20_000_000)}\n`);
  expect([rows.length, fault?.line, fault?.column, fault?.expected]).toEqual([2, 3, 501, 'at most 500 cells in a row']);
  expect(read(`a${','.repeat(499)}\n`).fault).toBeNull();
});

describe('malformed quoting is a fault that names line and column', () => {
  test.each([
    ['never closed', 'a,b\n1,"x\ny\n2,3\n', 2, 2, 'a quotation mark that is never closed'],
    ['never closed in a first cell', 'a,b\n1,2\n\n\n"x,y\n', 5, 1, 'a quotation mark that is never closed'],
    ['never closed in the header row', '"a,b\n1,2\n', 1, 1, 'a quotation mark that is never closed'],
    ['followed by text', 'a,b\n\n"q\nr","x" y\n', 4, 2, 'text after a closing quotation mark'],
    [
      'inside a cell',
      'a,b\n1,"x\ny"\n\n2,x "q" y\n',
      5,
      2,
      'a quotation mark inside a cell that does not start with one',
    ],
    [
      'after a stated separator',
      'sep=;\na;b\nx "q";2\n',
      3,
      1,
      'a quotation mark inside a cell that does not start with one',
    ],
  ])('%s', (_name, text, line, column, found) => {
    expect(read(text).fault).toMatchObject({ line, column, found });
  });

  test('and the rows before it are read', () => {
    expect(texts(read('a,b\n1,2\n3,"4'))).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });
});

describe('what is no table is refused', () => {
  test.each([
    ['a workbook', [0x50, 0x4b, 0x03, 0x04, 0x14], 'a zip file or a workbook (.xlsx, .ods)'],
    ['an old workbook', [0xd0, 0xcf, 0x11, 0xe0, 0xa1], 'an old workbook (.xls)'],
    ['a PDF file', [0x25, 0x50, 0x44, 0x46, 0x2d], 'a PDF file'],
    ['UTF-16 cut in half', [0xff, 0xfe, 0x61, 0x00, 0x62], 'bytes that are not UTF-16LE although the file says so'],
    ['UTF-8 that is none', [0xef, 0xbb, 0xbf, 0xff], 'bytes that are not UTF-8 although the file says so'],
  ])('%s', (_name, bytes, found) => {
    expect(readSpreadsheet(Uint8Array.from(bytes))).toEqual({
      rows: [],
      fault: { line: 1, column: 1, found, expected: 'a table saved as CSV, in UTF-8 or Windows-1252' },
    });
  });

  test('a NUL byte, naming its line', () => {
    expect(read('a,b\r\n1,2\r\n3,\0\r\n').fault).toMatchObject({ line: 3, found: 'a NUL byte, as no text has' });
  });

  test('a byte that Windows-1252 does not have, naming its line', () => {
    const sheet = readSpreadsheet(Uint8Array.from([0x61, 0x0a, 0xe9, 0x20, 0x81]));
    expect(sheet.fault).toMatchObject({
      line: 2,
      found: 'the byte 81, which is neither UTF-8 nor Windows-1252',
    });
  });

  test('a file that is too long', () => {
    expect(readSpreadsheet(new Uint8Array(MOST_BYTES + 1)).fault).toMatchObject({ found: '25000001 bytes' });
  });

  test('a cell that is too long, after the rows before it', () => {
    const sheet = read(`a,b\n1,2\n3,"${'x'.repeat(LONGEST_CELL + 2)}"\n4,5\n`);
    expect(read(`a,b\n1,"${'x'.repeat(LONGEST_CELL)}"\n`).fault).toBeNull();
    expect(sheet.fault).toEqual({
      line: 3,
      column: 2,
      found: 'a longer cell',
      expected: 'at most 100000 bytes in a cell',
    });
    expect(texts(sheet)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  test('and arbitrary bytes never throw', () => {
    const anything = fc.uint8Array({ maxLength: 200 });
    const nearlyTable = fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r', '\t', "'", '=', 'a', 'é', '\0') });
    fc.assert(
      fc.property(anything, (bytes) => Array.isArray(readSpreadsheet(bytes).rows)),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(nearlyTable, (text) => Array.isArray(read(text).rows)),
      { numRuns: 1000 },
    );
  });
});

describe('the letters', () => {
  const title = 'Zölle – “déjà vu” für 5 €, Žilina';

  test.each([
    ['UTF-8', [...new TextEncoder().encode(title)]],
    ['UTF-8 with a byte order mark', [0xef, 0xbb, 0xbf, ...new TextEncoder().encode(title)]],
    ['UTF-16, least byte first', [0xff, 0xfe, ...utf16(title).flatMap(([high, low]) => [low, high])]],
    ['UTF-16, most byte first', [0xfe, 0xff, ...utf16(title).flat()]],
    [
      'Windows-1252',
      [
        ...[0x5a, 0xf6, 0x6c, 0x6c, 0x65, 0x20, 0x96, 0x20, 0x93, 0x64, 0xe9, 0x6a, 0xe0, 0x20, 0x76, 0x75, 0x94],
        ...[0x20, 0x66, 0xfc, 0x72, 0x20, 0x35, 0x20, 0x80, 0x2c, 0x20, 0x8e, 0x69, 0x6c, 0x69, 0x6e, 0x61],
      ],
    ],
  ])('are read from %s', (_name, bytes) => {
    expect(texts(readSpreadsheet(Uint8Array.from(bytes)))).toEqual([['Zölle – “déjà vu” für 5 €', ' Žilina']]);
  });
});

function utf16(text: string): [high: number, low: number][] {
  return [...text].map((letter) => [letter.charCodeAt(0) >> 8, letter.charCodeAt(0) & 0xff]);
}

describe('a cell made inert', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+49', "'+49"],
    ['-5', "'-5"],
    ['@home', "'@home"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ['\nx', "'\nx"],
    ["'=x", "''=x"],
    ["'quoted'", "'quoted'"],
    ['plain', 'plain'],
    ['', ''],
  ])('%j is written as %j and read back', (text, written) => {
    expect(inert(text)).toBe(written);
    expect(restored(written)).toBe(text);
  });

  test('is restored whatever the text was', () => {
    const text = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\n', 'a', ' ') });
    fc.assert(fc.property(text, (cell) => restored(inert(cell)) === cell && !/^[=+\-@\t]/.test(inert(cell))));
  });

  test('is restored when a table is read', () => {
    expect(texts(read("a,b\n'=1,'x\n"))[1]).toEqual(['=1', "'x"]);
  });
});
