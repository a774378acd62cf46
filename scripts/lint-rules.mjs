/** Rules of this code that oxlint has no rule of its own for; `oxlint.config.mjs` says where each holds. */

const FAMILIES = ['kokoro', 'cosyvoice', 'tone'];
/** `[…].includes(family)`, `new Set([…]).has(family)` and the like. */
const LOOK_UPS = ['includes', 'indexOf', 'has'];
const COMPARISONS = ['===', '!==', '==', '!='];

function isFamilyName(node) {
  return node.type === 'Literal' && FAMILIES.includes(node.value);
}

/** `family`, `manifest.family`, `pack['family']`. */
function readsFamily(node) {
  if (node.type === 'ChainExpression') return readsFamily(node.expression);
  if (node.type === 'Identifier') return node.name === 'family';
  if (node.type !== 'MemberExpression') return false;
  return node.property.name === 'family' || node.property.value === 'family';
}

/** A list with a family's name in it, written in place or handed to `new Set`. */
function listsFamily(node) {
  if (node?.type === 'NewExpression') return listsFamily(node.arguments[0]);
  return node?.type === 'ArrayExpression' && node.elements.some((element) => element !== null && isFamilyName(element));
}

/** `new Date()` and `Date()` read the clock; `new Date(ms)` does not. */
const noClock = {
  create: (context) => {
    const report = (node) => {
      const isDate = node.callee.type === 'Identifier' && node.callee.name === 'Date';
      if (isDate && (node.type === 'CallExpression' || node.arguments.length === 0))
        context.report({ node, message: 'Pass the clock in.' });
    };
    return { NewExpression: report, CallExpression: report };
  },
};

/** What differs between model families stands in the family's own folder, not in questions elsewhere. */
const noFamilyQuestion = {
  create: (context) => {
    const message = 'Ask nobody which family it is: put what differs into the family’s room.';
    return {
      BinaryExpression: (node) => {
        const { left, right, operator } = node;
        const asks = (readsFamily(left) && isFamilyName(right)) || (readsFamily(right) && isFamilyName(left));
        if (COMPARISONS.includes(operator) && asks) context.report({ node, message });
      },
      CallExpression: (node) => {
        const { callee } = node;
        const [asked] = node.arguments;
        if (callee.type !== 'MemberExpression' || !LOOK_UPS.includes(callee.property.name) || asked === undefined)
          return;
        if (readsFamily(asked) && listsFamily(callee.object)) context.report({ node, message });
      },
      SwitchStatement: (node) => {
        const named = node.cases.some(({ test }) => test !== null && isFamilyName(test));
        if (readsFamily(node.discriminant) && named) context.report({ node, message });
      },
    };
  },
};

export default {
  meta: { name: 'lector' },
  rules: { 'no-clock': noClock, 'no-family-question': noFamilyQuestion },
};
