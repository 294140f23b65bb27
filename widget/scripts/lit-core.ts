import type { Plugin } from "vite";

/**
 * What Lit can do and the widget never asks for: directives, SVG and MathML templates, bindings on elements, in comments
 * and in raw text, precompiled templates, showing nodes and iterators, listeners as objects or with options, connecting and disconnecting, getters
 * for tools. Each is taken out of its source; the build fails when a piece is not there, say in a newer Lit.
 */
const UNUSED: [string, string][] = [
  // Directives.
  [
    "if(i===E)return i;let h=void 0!==e?s._$Co?.[e]:s._$Cl;const o=a(i)?void 0:i._$litDirective$;return h?.constructor!==o&&(h?._$AO?.(!1),void 0===o?h=void 0:(h=new o(t),h._$AT(t,s,e)),void 0!==e?(s._$Co??=[])[e]=h:s._$Cl=h),void 0!==h&&(i=M(t,h._$AS(t,i.values),h,e)),i}",
    "return i}",
  ],
  // SVG and MathML.
  ['l=2===i?"<svg>":3===i?"<math>":""', 'l=""'],
  ['+(2===i?"</svg>":3===i?"</math>":"")', ""],
  [
    "if(this.el=S.createElement(f,e),P.currentNode=this.el.content,2===i||3===i){const t=this.el.content.firstChild;t.replaceWith(...t.childNodes)}",
    "this.el=S.createElement(f,e),P.currentNode=this.el.content;",
  ],
  // Bindings on elements, in raw text and in comments.
  ["else t.startsWith(o)&&(d.push({type:6,index:l}),r.removeAttribute(t));", ""],
  [
    'if(y.test(r.tagName)){const t=r.textContent.split(o),i=t.length-1;if(i>0){r.textContent=s?s.emptyScript:"";for(let s=0;s<i;s++)r.append(t[s],c()),P.nextNode(),d.push({type:2,index:++l});r.append(t[i],c())}}',
    "",
  ],
  ['(y.test(u[2])&&(n=RegExp("</"+u[2],"g")),c=p)', "c=p"],
  ["c=n??v", "c=v"],
  ["(c=p,n=void 0)", "c=p"],
  ["else{let t=-1;for(;-1!==(t=r.data.indexOf(o,t+1));)d.push({type:7,index:l}),t+=o.length-1}", ""],
  ["6===r.type&&(i=new Z(h,this,t))", "0"],
  // Precompiled templates, and templates that nobody wrote.
  ['"number"==typeof s?this._$AC(t):(void 0===s.el&&(s.el=S.createElement(V(s.h,s.h[0]),this.options)),s)', "this._$AC(t)"],
  ['if(!u(t)||!t.hasOwnProperty("raw"))throw Error("invalid template strings array");', ""],
  // Anything to show but templates, plain values and arrays of them; a value that means no change.
  ['void 0!==t.nodeType?this.T(t):d(t)?this.k(t):this._(t)', "this.k(t)"],
  ["t!==this._$AH&&t!==E&&this._(t)", "t!==this._$AH&&this._(t)"],
  ["t=M(this,t,i,0),o=!a(t)||t!==this._$AH&&t!==E,", "o=!a(t)||t!==this._$AH,"],
  ["r=M(this,e[s+n],i,n),r===E&&(r=this._$AH[n]),", "r=e[s+n],"],
  ["if((t=M(this,t,i,0)??A)===E)return;", "t??=A;"],
  ["t=M(this,t,i),a(t)", "a(t)"],
  // Listeners as objects, with options, or of another host.
  ["||t.capture!==s.capture||t.once!==s.once||t.passive!==s.passive", ""],
  ['"function"==typeof this._$AH?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)', "this._$AH(t)"],
  // Documents, places and states that are always the same.
  ["(t?.creationScope??l)", "l"],
  ["const e=s?.renderBefore??i;let h=e._$litPart$;if(void 0===h){const t=s?.renderBefore??null;e._$litPart$=h=new k(i.insertBefore(c(),t),t,void 0,s??{})}", "let h=i._$litPart$??=new k(i.insertBefore(c(),null),null);"],
  ["get _$AU(){return this._$AM?._$AU??this._$Cv}", ""],
  ["this._$AM=s,this.options=e,this._$Cv=e?.isConnected??!0", "0"],
  ["this._$AB=i,0", "this._$AB=i"],
  ["this._$AP?.(!1,!0,s)", ""],
  ["setConnected(t){void 0===this._$AM&&(this._$Cv=t,this._$AP?.(t))}", ""],
  // Getters for tools.
  ["get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}", ""],
  ["get parentNode(){let t=this._$AA.parentNode;const i=this._$AM;return void 0!==i&&11===t?.nodeType&&(t=i.parentNode),t}get startNode(){return this._$AA}get endNode(){return this._$AB}", ""],
  ["get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}", ""],
  ["this.type=2,this._$AH=A,this._$AN=void 0", "this._$AH=A"],
  ["this.type=1,this._$AH=A,this._$AN=void 0", "this._$AH=A"],
  ["this._$AV=[],this._$AN=void 0,this._$AD=t,this._$AM=i", "this._$AV=[],this._$AD=t"],
  // Who is above whom, and with what options: only directives ask.
  ["this.element=t,this.name=i,this._$AM=e,this.options=h,", "this.element=t,this.name=i,"],
  ["new k(h,h.nextSibling,this,t)", "new k(h,h.nextSibling)"],
  ["new r.ctor(h,r.name,r.strings,this,t)", "new r.ctor(h,r.name,r.strings)"],
  ["new k(this.O(c()),this.O(c()),this,this.options)", "new k(this.O(c()),this.O(c()))"],
  ["u(t){const{el", "u(){const{el"],
  ["t.u(this.options)", "t.u()"],
  ["void 0!==s&&(void 0!==s.strings?(s._$AI(t,s,i),i+=s.strings.length-2):s._$AI(t[i])),i++", "void 0!==s.strings?(s._$AI(t,s,i),i+=s.strings.length-2):s._$AI(t[i]),i++"],
  ["S.createElement(f,e)", "S.createElement(f)"],
  ["static createElement(t,i)", "static createElement(t)"],
  ["const s=i(t).nextSibling;i(t).remove(),t=s", "const s=t.nextSibling;t.remove(),t=s"],
  ["constructor(){super(...arguments),this.type=3}", ""],
  ["constructor(){super(...arguments),this.type=4}", ""],
  ["constructor(t,i,s,e,h){super(t,i,s,e,h),this.type=5}", ""],
];

/** Builds with only those parts of Lit that the widget uses. */
export function litCore(): Plugin {
  return {
    name: "lit-core",
    apply: "build",
    transform(code, id) {
      if (!/lit-html\/lit-html\.js$/.test(id)) return null;
      return UNUSED.reduce((rest, [piece, left]) => {
        if (!rest.includes(piece)) throw new Error(`Lit has no longer: ${piece}`);
        return rest.replace(piece, () => left);
      }, code);
    },
  };
}
