"""Write a text without jumps on numbers of lanes: both sides of a choice are computed, and one is chosen in each lane.

Where all lanes go the first way of an `if`, the other is jumped over. What is left to jumps, loops and a `break`, is asked of `every`.
"""

import ast
import copy


def straight(text: str) -> ast.Module:
    """Return the functions of a text, without decorators and annotations."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.decorator_list, node.returns = [], None
            for one in node.args.args:
                one.annotation = None
    Straight().visit(tree)
    return ast.fix_missing_locations(tree)


def named(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())


def call(word: str, *given: ast.expr) -> ast.Call:
    return ast.Call(named(word), list(given), [])


def makes(name: str, value: ast.expr) -> ast.Assign:
    return ast.Assign([ast.Name(name, ast.Store())], value)


class Straight(ast.NodeTransformer):
    """Writes choices; a name that one side of an `if` alone makes is known in that side alone."""

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        self.generic_visit(node)
        return call("choose", node.test, node.body, node.orelse)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        found = node.values[0]
        for other in node.values[1:]:
            found = ast.BinOp(found, ast.BitAnd() if isinstance(node.op, ast.And) else ast.BitOr(), other)
        return found

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        """Write `np.floor` as a word of its own."""
        return ast.Name(f"np_{node.attr}", node.ctx) if isinstance(node.value, ast.Name) and node.value.id == "np" else node

    def visit_If(self, node: ast.If) -> ast.AST | list[ast.stmt]:
        self.generic_visit(node)
        ways = (node.body, node.orelse)
        if not node.orelse or not all(isinstance(s, ast.Assign | ast.If) for way in ways for s in way):
            return node
        test, sides = f"test_{node.lineno}", (Side("yes"), Side("no"))
        both = [side.visit(copy.deepcopy(s)) for side, way in zip(sides, ways, strict=True) for s in way]
        both += [makes(n, call("choose", named(test), named(f"{n}_yes"), named(f"{n}_no"))) for n in sorted(sides[0].made & sides[1].made)]
        return [makes(test, node.test), ast.If(call("every", named(test)), node.body, both)]


class Side(ast.NodeTransformer):
    """Marks what one side makes, from where it is made."""

    def __init__(self, mark: str):
        self.mark, self.made = mark, set[str]()

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        node.value = self.visit(node.value)
        self.made |= {n.id for target in node.targets for n in ast.walk(target) if isinstance(n, ast.Name)}
        node.targets = [self.visit(target) for target in node.targets]
        return node

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.Name(f"{node.id}_{self.mark}", node.ctx) if node.id in self.made else node
