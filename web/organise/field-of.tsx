import type { ReactNode } from 'react';
import { faultAt } from '../shell/api.ts';
import { Elsewhere } from './FormFrame.tsx';
import type { Form } from './use-form.ts';

/**
 * What a text field of a form is given: its value, what it does, and what is to be said at it.
 * @param path where the API says what is wrong with it.
 */
export function fieldOf<Values extends object, Name extends keyof Values & string>(
  form: Form<Values>,
  name: Name,
  hint: ReactNode = undefined,
  path: string = name,
) {
  const isElsewhere = name in form.elsewhere;
  return {
    value: form.values[name] as Values[Name] & string,
    onChange: (value: string) => form.type({ [name]: value } as unknown as Partial<Values>),
    error: faultAt(form.error, path),
    ...((hint !== undefined || isElsewhere) && {
      hint: (
        <>
          {hint}
          {isElsewhere && <Elsewhere form={form} name={name} />}
        </>
      ),
    }),
  };
}
