var e=globalThis,t=e.ShadowRoot&&(e.ShadyCSS===void 0||e.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,n=Symbol(),r=new WeakMap,i=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==n)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,n=this.t;if(t&&e===void 0){let t=n!==void 0&&n.length===1;t&&(e=r.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&r.set(n,e))}return e}toString(){return this.cssText}},a=t?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return(e=>new i(typeof e==`string`?e:e+``,void 0,n))(t)})(e):e,{is:o,defineProperty:s,getOwnPropertyDescriptor:c,getOwnPropertyNames:l,getOwnPropertySymbols:u,getPrototypeOf:d}=Object,f=globalThis,p=f.trustedTypes,m=p?p.emptyScript:``,ee=f.reactiveElementPolyfillSupport,te=(e,t)=>e,ne={toAttribute(e,t){switch(t){case Boolean:e=e?m:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},re=(e,t)=>!o(e,t),ie={attribute:!0,type:String,converter:ne,reflect:!1,useDefault:!1,hasChanged:re};Symbol.metadata??=Symbol(`metadata`),f.litPropertyMetadata??=new WeakMap;var h=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=ie){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&s(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=c(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??ie}static _$Ei(){if(this.hasOwnProperty(te(`elementProperties`)))return;let e=d(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(te(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(te(`properties`))){let e=this.properties,t=[...l(e),...u(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(a(e))}else e!==void 0&&t.push(a(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let n=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return((n,r)=>{if(t)n.adoptedStyleSheets=r.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let t of r){let r=document.createElement(`style`),i=e.litNonce;i!==void 0&&r.setAttribute(`nonce`,i),r.textContent=t.cssText,n.appendChild(r)}})(n,this.constructor.elementStyles),n}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?ne:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?ne:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??re)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};h.elementStyles=[],h.shadowRootOptions={mode:`open`},h[te(`elementProperties`)]=new Map,h[te(`finalized`)]=new Map,ee?.({ReactiveElement:h}),(f.reactiveElementVersions??=[]).push(`2.1.2`);var ae=globalThis,oe=e=>e,se=ae.trustedTypes,ce=se?se.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,le=`$lit$`,g=`lit$${Math.random().toFixed(9).slice(2)}$`,ue=`?`+g,de=`<${ue}>`,_=document,fe=()=>_.createComment(``),pe=e=>e===null||typeof e!=`object`&&typeof e!=`function`,me=Array.isArray,he=e=>me(e)||typeof e?.[Symbol.iterator]==`function`,ge=`[ 	
\f\r]`,v=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,_e=/-->/g,ve=/>/g,y=RegExp(`>|${ge}(?:([^\\s"'>=/]+)(${ge}*=${ge}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),ye=/'/g,be=/"/g,xe=/^(?:script|style|textarea|title)$/i,Se=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),b=Se(1),x=Se(2),S=Symbol.for(`lit-noChange`),C=Symbol.for(`lit-nothing`),Ce=new WeakMap,w=_.createTreeWalker(_,129);function we(e,t){if(!me(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return ce===void 0?t:ce.createHTML(t)}var Te=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=v;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===v?c[1]===`!--`?o=_e:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=y):(xe.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=y):o=ve:o===y?c[0]===`>`?(o=i??v,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?y:c[3]===`"`?be:ye):o===be||o===ye?o=y:o===_e||o===ve?o=v:(o=y,i=void 0);let d=o===y&&e[t+1].startsWith(`/>`)?` `:``;a+=o===v?n+de:l>=0?(r.push(s),n.slice(0,l)+le+n.slice(l)+g+d):n+g+(l===-2?t:d)}return[we(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},Ee=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=Te(t,n);if(this.el=e.createElement(l,r),w.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=w.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(le)){let t=u[o++],n=i.getAttribute(e).split(g),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Ae:r[1]===`?`?je:r[1]===`@`?Me:ke}),i.removeAttribute(e)}else e.startsWith(g)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(xe.test(i.tagName)){let e=i.textContent.split(g),t=e.length-1;if(t>0){i.textContent=se?se.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],fe()),w.nextNode(),c.push({type:2,index:++a});i.append(e[t],fe())}}}else if(i.nodeType===8){if(i.data===ue)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(g,e+1))!==-1;)c.push({type:7,index:a}),e+=g.length-1}}a++}}static createElement(e,t){let n=_.createElement(`template`);return n.innerHTML=e,n}};function T(e,t,n=e,r){if(t===S)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=pe(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=T(e,i._$AS(e,t.values),i,r)),t}var De=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??_).importNode(t,!0);w.currentNode=r;let i=w.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new Oe(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new Ne(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=w.nextNode(),a++)}return w.currentNode=_,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},Oe=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=C,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=T(this,e,t),pe(e)?e===C||e==null||e===``?(this._$AH!==C&&this._$AR(),this._$AH=C):e!==this._$AH&&e!==S&&this._(e):e._$litType$===void 0?e.nodeType===void 0?he(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==C&&pe(this._$AH)?this._$AA.nextSibling.data=e:this.T(_.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=Ee.createElement(we(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new De(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=Ce.get(e.strings);return t===void 0&&Ce.set(e.strings,t=new Ee(e)),t}k(t){me(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(fe()),this.O(fe()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=oe(e).nextSibling;oe(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},ke=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=C,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=C}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=T(this,e,t,0),a=!pe(e)||e!==this._$AH&&e!==S,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=T(this,r[n+o],t,o),s===S&&(s=this._$AH[o]),a||=!pe(s)||s!==this._$AH[o],s===C?e=C:e!==C&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===C?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Ae=class extends ke{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===C?void 0:e}},je=class extends ke{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==C)}},Me=class extends ke{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=T(this,e,t,0)??C)===S)return;let n=this._$AH,r=e===C&&n!==C||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==C&&(n===C||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Ne=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){T(this,e)}},Pe={M:le,P:g,A:ue,C:1,L:Te,R:De,D:he,V:T,I:Oe,H:ke,N:je,U:Me,B:Ae,F:Ne},Fe=ae.litHtmlPolyfillSupport;Fe?.(Ee,Oe),(ae.litHtmlVersions??=[]).push(`3.3.3`);var Ie=globalThis,E=class extends h{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=((e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new Oe(t.insertBefore(fe(),e),e,void 0,n??{})}return i._$AI(e),i})(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return S}};E._$litElement$=!0,E.finalized=!0,Ie.litElementHydrateSupport?.({LitElement:E});var Le=Ie.litElementPolyfillSupport;function Re(e,t,n=``){let r=(o=e)instanceof Uint8Array||ArrayBuffer.isView(o)&&o.constructor.name===`Uint8Array`,i=e?.length,a=t!==void 0;var o;if(!r||a&&i!==t)throw Error((n&&`"${n}" `)+`expected Uint8Array`+(a?` of length ${t}`:``)+`, got `+(r?`length=${i}`:`type=`+typeof e));return e}function ze(e,t=!0){if(e.destroyed)throw Error(`Hash instance has been destroyed`);if(t&&e.finished)throw Error(`Hash#digest() has already been called`)}function Be(...e){for(let t=0;t<e.length;t++)e[t].fill(0)}function Ve(e){return new DataView(e.buffer,e.byteOffset,e.byteLength)}function D(e,t){return e<<32-t|e>>>t}function He(e,t={}){let n=(t,n)=>e(n).update(t).digest(),r=e(void 0);return n.outputLen=r.outputLen,n.blockLen=r.blockLen,n.create=t=>e(t),Object.assign(n,t),Object.freeze(n)}Le?.({LitElement:E}),(Ie.litElementVersions??=[]).push(`4.2.2`);var Ue=e=>({oid:Uint8Array.from([6,9,96,134,72,1,101,3,4,2,e])});function We(e,t,n){return e&t^~e&n}function Ge(e,t,n){return e&t^e&n^t&n}var Ke=class{blockLen;outputLen;padOffset;isLE;buffer;view;finished=!1;length=0;pos=0;destroyed=!1;constructor(e,t,n,r){this.blockLen=e,this.outputLen=t,this.padOffset=n,this.isLE=r,this.buffer=new Uint8Array(e),this.view=Ve(this.buffer)}update(e){ze(this),Re(e);let{view:t,buffer:n,blockLen:r}=this,i=e.length;for(let a=0;a<i;){let o=Math.min(r-this.pos,i-a);if(o===r){let t=Ve(e);for(;r<=i-a;a+=r)this.process(t,a)}else n.set(e.subarray(a,a+o),this.pos),this.pos+=o,a+=o,this.pos===r&&(this.process(t,0),this.pos=0)}return this.length+=e.length,this.roundClean(),this}digestInto(e){ze(this),function(e,t){Re(e,void 0,`digestInto() output`);let n=t.outputLen;if(e.length<n)throw Error(`"digestInto() output" expected to be of length >=`+n)}(e,this),this.finished=!0;let{buffer:t,view:n,blockLen:r,isLE:i}=this,{pos:a}=this;t[a++]=128,Be(this.buffer.subarray(a)),this.padOffset>r-a&&(this.process(n,0),a=0);for(let e=a;e<r;e++)t[e]=0;n.setBigUint64(r-8,BigInt(8*this.length),i),this.process(n,0);let o=Ve(e),s=this.outputLen;if(s%4)throw Error(`_sha2: outputLen must be aligned to 32bit`);let c=s/4,l=this.get();if(c>l.length)throw Error(`_sha2: outputLen bigger than state`);for(let e=0;e<c;e++)o.setUint32(4*e,l[e],i)}digest(){let{buffer:e,outputLen:t}=this;this.digestInto(e);let n=e.slice(0,t);return this.destroy(),n}_cloneInto(e){e||=new this.constructor,e.set(...this.get());let{blockLen:t,buffer:n,length:r,finished:i,destroyed:a,pos:o}=this;return e.destroyed=a,e.finished=i,e.length=r,e.pos=o,r%t&&e.buffer.set(n),e}clone(){return this._cloneInto()}},O=Uint32Array.from([1779033703,3144134277,1013904242,2773480762,1359893119,2600822924,528734635,1541459225]),qe=Uint32Array.from([1116352408,1899447441,3049323471,3921009573,961987163,1508970993,2453635748,2870763221,3624381080,310598401,607225278,1426881987,1925078388,2162078206,2614888103,3248222580,3835390401,4022224774,264347078,604807628,770255983,1249150122,1555081692,1996064986,2554220882,2821834349,2952996808,3210313671,3336571891,3584528711,113926993,338241895,666307205,773529912,1294757372,1396182291,1695183700,1986661051,2177026350,2456956037,2730485921,2820302411,3259730800,3345764771,3516065817,3600352804,4094571909,275423344,430227734,506948616,659060556,883997877,958139571,1322822218,1537002063,1747873779,1955562222,2024104815,2227730452,2361852424,2428436474,2756734187,3204031479,3329325298]),k=new Uint32Array(64),Je=class extends Ke{constructor(e){super(64,e,8,!1)}get(){let{A:e,B:t,C:n,D:r,E:i,F:a,G:o,H:s}=this;return[e,t,n,r,i,a,o,s]}set(e,t,n,r,i,a,o,s){this.A=0|e,this.B=0|t,this.C=0|n,this.D=0|r,this.E=0|i,this.F=0|a,this.G=0|o,this.H=0|s}process(e,t){for(let n=0;n<16;n++,t+=4)k[n]=e.getUint32(t,!1);for(let e=16;e<64;e++){let t=k[e-15],n=k[e-2],r=D(t,7)^D(t,18)^t>>>3,i=D(n,17)^D(n,19)^n>>>10;k[e]=i+k[e-7]+r+k[e-16]|0}let{A:n,B:r,C:i,D:a,E:o,F:s,G:c,H:l}=this;for(let e=0;e<64;e++){let t=l+(D(o,6)^D(o,11)^D(o,25))+We(o,s,c)+qe[e]+k[e]|0,u=(D(n,2)^D(n,13)^D(n,22))+Ge(n,r,i)|0;l=c,c=s,s=o,o=a+t|0,a=i,i=r,r=n,n=t+u|0}n=n+this.A|0,r=r+this.B|0,i=i+this.C|0,a=a+this.D|0,o=o+this.E|0,s=s+this.F|0,c=c+this.G|0,l=l+this.H|0,this.set(n,r,i,a,o,s,c,l)}roundClean(){Be(k)}destroy(){this.set(0,0,0,0,0,0,0,0),Be(this.buffer)}},Ye=class extends Je{A=0|O[0];B=0|O[1];C=0|O[2];D=0|O[3];E=0|O[4];F=0|O[5];G=0|O[6];H=0|O[7];constructor(){super(32)}},Xe=He(()=>new Ye,Ue(1));async function Ze({seed:e,bits:t}){let n=new TextEncoder,r=Xe.create().update(n.encode(`${e}:`));for(let i=0;;i++){let a=r.clone().update(n.encode(`${i}`)).digest();if(Math.clz32(new DataView(a.buffer).getUint32(0))>=t)return`${e}:${i}`;i%2e3==1999&&await new Promise(e=>setTimeout(e))}}var Qe=`میز کارشناسان`,$e=`چرا تمام شد؟`,et=`به چه کسی؟`,A=`انصراف`,tt={citizen:`شهروند`,bot:`دستیار`,operator:`کارشناس`,notice:`سامانه`},nt={bot:`دستیار پاسخ می‌دهد`,queue:`در صف`,operator:`در دست کارشناس`},rt={bot:`دستیار ادامه می‌دهد`,queue:`به صف رفت`,operator:`کارشناس گفت‌وگو را گرفت`},it=`حذف اطلاعات شخصی`,at=`پیشنهاد برای پاسخ`,ot=`نام خدمت یا پرسش شهروند`,st=`یادداشت برای همکاران`,ct=`پیش از پاسخ بدانید`,j=`این کار انجام نشد. دوباره امتحان کنید.`,lt=`نام کاربری`,ut=`گذرواژه`,M=class extends Error{constructor(e,t,n,r=[],i,a){super(t),this.status=e,this.code=t,this.detail=n,this.fields=r,this.puzzle=i,this.version=a}};async function dt(e,t,n){let r=await ft(e,t,n);return r.status===204?void 0:await r.json()}async function ft(e,t,n){let r={...n.headers,...e?{"X-CSRF-Token":e}:{}};for(let e=0;;e++){let i=await fetch(t,{...n,headers:r,credentials:`same-origin`}).catch(()=>{});if(!i)throw new M(0,`offline`,`ارتباط قطع است. چیزی که نوشته‌اید همین‌جا می‌ماند؛ دوباره بفرستید.`);if(i.ok)return i;let a=await pt(i);if(!a.puzzle||e===3)throw a;r={...r,"X-Puzzle-Solution":await Ze(a.puzzle)}}}var N=class{constructor(e){this.csrf=e}get(e){return dt(this.csrf,`/api/v1/desk/${e}`,{})}async file(e){return(await ft(this.csrf,`/api/v1/desk/${e}`,{})).blob()}post(e,t={},n){let r={"Content-Type":`application/json`,...n?{"Idempotency-Key":n}:{}};return dt(this.csrf,`/api/v1/desk/${e}`,{method:`POST`,body:JSON.stringify(t),headers:r})}};async function pt(e){let t=await e.json().catch(()=>({})),n=(t.errors??[]).map(({field:e})=>e);return new M(e.status,t.code??``,t.detail??j,n,function(e){let{seed:t,bits:n}=e??{};return typeof t==`string`&&typeof n==`number`&&n<=26?{seed:t,bits:n}:void 0}(t.puzzle),t.version)}var P=class{constructor(e){this.changed=e,this.notice=``}tell(){this.changed()}async attempt(e){let t;try{await e()}catch(e){t=e instanceof M?e:new M(0,``,j),t.code===`not_signed_in`&&location.assign(`/desk/sign-in`)}return this.notice=t?.detail??``,this.changed(),!t}},mt=class{#e;#t;constructor(e){this.desk=e,this.list=[],this.#e=``,this.#t=new Map}async read({tracking_code:e,timeline:t}){if(this.#e=e,!t.some(({type:e})=>e===`attached`))return;let{attachments:n}=await this.desk.get(`cases/${e}/attachments`);this.#e===e&&(this.list=n)}address({id:e}){return this.#t.get(e)}async fetch({id:e}){let t=this.#e,n=await this.desk.file(`cases/${t}/attachments/${e}`);this.#e===t&&this.#t.set(e,URL.createObjectURL(n))}leave(){for(let e of this.#t.values())URL.revokeObjectURL(e);this.#t.clear(),this.list=[],this.#e=``}},ht={registered:`ثبت شده`,answered:`پاسخ گرفته`,confirmed:`تأیید شده`,partly:`تا اندازه‌ای پذیرفته`,disputed:`نپذیرفته`},F={list:`فهرست پرونده‌ها`,search:`جست‌وجو`,searchFor:`کد رهگیری، یا واژه‌های شرح`,filters:`پالایش`,state:`وضعیت`,states:{waiting:`در انتظار پاسخ دستگاه`,answered:`در انتظار نظر شهروند`,ended:`پایان‌یافته`,all:`همه`},agency:`دستگاه`,province:`استان`,level:`سطح`,all:`همه`,overdue:`فقط مهلت‌گذشته‌ها`,sort:`ترتیب`,sorts:{due:`نزدیک‌ترین مهلت`,newest:`تازه‌ترین`},clear:`پاک کردن پالایش`,noProvince:`بی استان`,dueIn:e=>`مهلت تا ${e} ساعت دیگر`,withinHours:e=>` در ${e} ساعت گذشته`,happened:e=>e.split(`,`).map(e=>ht[e]??`دگرگون شده`).join(` یا `),breached:`مهلت شکسته`,none:`پرونده‌ای با این ویژگی‌ها نیست.`,loading:`در حال خواندن…`,more:`بیشتر`,shown:e=>`${e} پرونده`,overdueShort:`مهلت گذشته`,choose:`پرونده‌ای را از فهرست باز کنید.`,back:`بازگشت به فهرست`,next:`پروندهٔ بعدی`,actions:{refer:`ارجاع`,take:`آغاز رسیدگی`,answer:`پاسخ دستگاه`,ask:`پرسش از شهروند`,misdirected:`برگرداندن به میز`,close:`پایان اختلاف`,note:`یادداشت`,correct:`اصلاح`,redact:`حذف اطلاعات شخصی`,merge:`پیوستن به پروندهٔ دیگر`,separate:`جدا کردن`},hints:{refer:`دستگاه تازه مهلت خودش را می‌گیرد. شهروند دلیل ارجاع را می‌خواند.`,take:``,answer:`این متن را شهروند می‌خواند و خودش می‌گوید مشکل حل شده است یا نه.`,ask:`این پرسش را شهروند می‌خواند.`,misdirected:`کارشناس میز دستگاه درست را پیدا می‌کند. شهروند دلیل را می‌خواند.`,close:`آخرین سخن دربارهٔ پاسخی که شهروند نپذیرفته است؛ به معنای حل شدن نیست.`,correct:`آنچه پیش‌تر نوشته شده است می‌ماند و اصلاح در کنارش می‌آید. شهروند دلیل و متن را می‌خواند.`,redact:`این واژه‌ها از شرح، روند پرونده و گفت‌وگوی آن برای همیشه پاک می‌شود و به جایشان «[حذف]» می‌آید. شهروند دلیل را می‌خواند؛ خود واژه‌ها را در آن نیاورید. پیش از باز کردن این برگه می‌توانید واژه‌ها را در متن نشان کنید.`,note:`فقط میز ۱۲۸ این یادداشت را می‌بیند.`,merge:`وقتی هر دو از یک موضوع‌اند: پاسخ دستگاه به هر دو می‌رسد و کد، رمز، مهلت و نظر هر شهروند جدا می‌ماند. به شهروند خبر داده می‌شود.`,separate:`پرونده از این پس خودش رسیدگی می‌شود. به شهروند خبر داده می‌شود.`},into:`کد رهگیری پرونده‌ای که پیشرو می‌شود`,reaches:e=>`این پاسخ به ${e} نفر می‌رسد؛ نام کسی را در آن نیاورید.`,follows:`این پرونده از پاسخ‌های این یکی پیروی می‌کند:`,peopleAre:e=>`${e} نفر همین موضوع را دارند`,peopleShort:e=>`${e} نفر`,words:`واژه‌هایی که باید حذف شود، همان‌طور که نوشته شده است`,text:`متن`,reason:`دلیل`,submit:{refer:`ارجاع شود`,answer:`ثبت پاسخ`,ask:`پرسیده شود`,misdirected:`برگردد`,close:`ثبت پایان`,note:`ثبت یادداشت`,correct:`ثبت اصلاح`,redact:`برای همیشه حذف شود`,merge:`بپیوندد`,separate:`جدا شود`,take:`آغاز رسیدگی`},cancel:`انصراف`,chooseAgency:`دستگاه را برگزینید`,done:{refer:`پرونده ارجاع شد.`,take:`آغاز رسیدگی ثبت شد.`,answer:`پاسخ ثبت شد و به شهروند خبر داده می‌شود.`,ask:`پرسش ثبت شد و به شهروند خبر داده می‌شود.`,misdirected:`پرونده به میز برگشت.`,close:`پایان اختلاف ثبت شد.`,note:`یادداشت ثبت شد.`,correct:`اصلاح ثبت شد و به شهروند خبر داده می‌شود.`,redact:`واژه‌ها از پرونده و گفت‌وگو حذف شد.`,merge:`پرونده پیوست و به شهروند خبر داده می‌شود.`,separate:`پرونده جدا شد و به شهروند خبر داده می‌شود.`},description:`شرح`,facts:`ویژگی‌ها`,indicator:`شاخص`,place:`محل`,service:`خدمت`,created:`ثبت`,occurred:`زمان رویداد`,due:`مهلت پاسخ`,left:`زمان مانده`,identity:`شهروند`,verdict:`نظر شهروند`,verdicts:{solved:`حل شد`,partly:`تا اندازه‌ای`,unsolved:`حل نشد`},score:e=>`امتیاز ${e} از ۵`,levelIs:(e,t)=>`${e} (پلهٔ ${t})`,files:`فایل‌های شهروند`,filesHint:`هر بار دیدن یک فایل ثبت می‌شود. سند را فقط در برنامه‌ای امن باز کنید.`,fileShow:{image:`نمایش`,voice:`شنیدن`,document:`دریافت`},fileSave:`ذخیره`,fileAlt:e=>`${e}، فرستادهٔ شهروند`,personal:`اطلاعات شخصی`,personalHint:`پوشیده است. هر نمایش، با دلیل آن، ثبت می‌شود.`,reveal:`نمایش`,revealOf:e=>`نمایش ${e}`,why:e=>`چرا «${e}» را می‌بینید؟`,reasons:[`تماس با شهروند برای تکمیل پرونده`,`بررسی پرونده در دستگاه`,`راستی‌آزمایی هویت`],otherReason:`دلیل دیگر`,show:`ثبت دلیل و نمایش`,hide:`پوشاندن`,stepOf:e=>`گام ${e}`,timeline:`روند پرونده`,noteHidden:`متن یادداشت پاک شده است.`,ledger:`دفتر رویدادها`,ledgerHint:`هر رویداد اثر انگشت رویداد پیش از خود را دارد؛ تغییر یا حذف هیچ‌کدام پنهان نمی‌ماند.`,number:`شماره`,event:`رویداد`,at:`زمان`,hash:`اثر انگشت`,proven:e=>`در ریشهٔ روز ${e} گواهی شده است.`,notProven:`هنوز در ریشهٔ روزانه‌ای نیامده است؛ ریشه‌ها روزی یک بار ساخته می‌شوند.`},gt={waiting:[`registered`,`referred`,`in_progress`,`disputed`,`reopened`,`misdirected`],answered:[`answered`],ended:[`confirmed`,`partly`,`closed`,`closed_unconfirmed`,`withdrawn`],all:[]},I={state:`waiting`,agency_id:``,province:``,level:``,overdue:!1,due_in_h:``,moved:``,breached:!1,within_h:``,q:``,sort:`due`},_t=class extends P{#e;#t;#n;#r;#i;constructor(e,t){super(t),this.filters={...I},this.hasMore=!1,this.done=``,this.revealed=new Map,this.#t=new Map,this.#n=new Map,this.#i=0,this.#e=new N(e),this.files=new mt(this.#e)}async arrive(){await Promise.all([this.offer(),this.entries?void 0:this.list()])}async offer(){this.terms||await this.attempt(async()=>{let e=await this.#e.get(`terms`),t=new Intl.Collator(`fa`);e.agencies.sort((e,n)=>t.compare(e.title,n.title)),e.provinces.sort((e,n)=>t.compare(e.name,n.name)),this.terms=e})}async list(){let e=++this.#i;await this.attempt(async()=>{let t=await this.#a();e===this.#i&&([this.entries,this.hasMore]=[t,t.length===50])})}async more(){let e=this.entries??[];await this.attempt(async()=>{let t=await this.#a(e.at(-1)?.tracking_code);[this.entries,this.hasMore]=[[...e,...t],t.length===50]})}filter(e){return this.filters={...this.filters,...e},this.list()}ask(e){let t=Object.entries(I).map(([t,n])=>{let r=e.get(t);return[t,r===null?n:typeof n==`boolean`?r===`true`:r]});return this.filter(Object.fromEntries(t))}async open(e){if(this.page?.tracking_code!==e){if(this.#s(),!e)return this.tell();await this.attempt(async()=>{this.page=await this.#e.get(`cases/${encodeURIComponent(e)}`),await this.files.read(this.page)})}}get next(){let e=(this.entries??[]).map(({tracking_code:e})=>e);return e[e.indexOf(this.page?.tracking_code??``)+1]??e[0]}may(e){return!!this.page?.may.includes(e)}show(e){this.sheet=e,this.done=this.notice=``,this.tell()}draft(e,t){let n=`${this.page?.tracking_code} ${this.sheet} ${e}`;return t!==void 0&&this.#n.set(n,t),this.#n.get(n)??``}async act(e,t={}){let n=this.page?.tracking_code;if(!n)return!1;let r=`${n} ${e} ${JSON.stringify(t)}`,i=this.#t.get(r)??crypto.randomUUID();return this.#t.set(r,i),this.done=``,this.attempt(async()=>{await this.#e.post(`cases/${n}/${e}`,t,i),this.#t.delete(r);for(let t of this.#n.keys())t.startsWith(`${n} ${e} `)&&this.#n.delete(t);this.sheet=void 0,this.done=F.done[e],await this.#o(n)})}askFor(e){this.asked=e,this.tell()}async reveal(e,t){let n=this.page?.tracking_code;return!!n&&this.attempt(async()=>{let r={field:e.field,event_number:e.event_number,reason:t},{text:i}=await this.#e.post(`cases/${n}/reveal`,r);this.page?.tracking_code===n&&this.revealed.set(vt(e),i),this.asked=void 0})}hide(e){this.revealed.delete(vt(e)),this.tell()}shown(e){return this.revealed.get(vt(e))}fetchFile(e){return this.attempt(()=>this.files.fetch(e))}async readLedger(){let e=this.page?.tracking_code;e&&!this.ledger&&await this.attempt(async()=>{let t=await this.#e.get(`cases/${e}/ledger`);this.page?.tracking_code===e&&(this.ledger=t)})}heard(e){let t=this.page?.tracking_code;t&&e.includes(t)&&this.attempt(()=>this.#o(t)),!this.entries||this.entries.length>50||(clearTimeout(this.#r),this.#r=setTimeout(()=>{this.list()},1500))}async#a(e){let{state:t,overdue:n,breached:r,moved:i,q:a,...o}=this.filters,s=new URLSearchParams;for(let e of gt[t]??[t])s.append(`status`,e);for(let[e,t]of Object.entries(o))t&&s.set(e,t);n&&s.set(`overdue`,`true`),r&&s.set(`breached`,`true`);for(let e of i.split(`,`).filter(Boolean))s.append(`moved`,e);return a.trim()&&s.set(`q`,a.trim()),e&&s.set(`after`,e),this.#e.get(`cases?${s}`)}async#o(e){let t=await this.#e.get(`cases/${encodeURIComponent(e)}`);this.page?.tracking_code===e&&(this.page=t,await this.files.read(t),this.sheet&&!t.may.includes(this.sheet)&&(this.sheet=void 0),this.ledger&&=await this.#e.get(`cases/${e}/ledger`))}#s(){this.page=this.ledger=this.sheet=this.asked=void 0,this.done=this.notice=``,this.revealed.clear(),this.files.leave()}};function vt({field:e,event_number:t}){return`${e} ${t}`}async function L(e){await document.querySelector(`desk-console`)?.updateComplete,document.querySelector(e)?.focus()}function yt(){let e=(getSelection()?.toString()??``).trim().replace(/\s+/g,` `);return e.length<2||e.length>200?``:e}var bt=new Intl.NumberFormat(`fa-IR`,{useGrouping:!1});function R(e){return bt.format(e)}function xt(e){return e<60?`کمتر از یک دقیقه`:e<5400?`${R(Math.round(e/60))} دقیقه`:`${R(Math.round(e/3600))} ساعت`}function St(e,t=Date.now()){return xt(Math.max(0,(t-Date.parse(e))/1e3))}var Ct=[`answer`,`refer`],wt={refer:[`agency_id`,`reason`],take:[],answer:[`text`],ask:[`text`],misdirected:[`reason`],close:[`reason`,`text`],note:[`text`],correct:[`reason`,`text`],redact:[`words`,`reason`],merge:[`into`,`reason`],separate:[`reason`]};function Tt(e,t){if(!e.may(t))return;if(!wt[t].length)return void e.act(t);let n=yt();e.show(e.sheet===t?void 0:t),e.sheet===`redact`&&n&&e.draft(`words`,n),e.sheet&&L(`.case-sheet [name]`)}function Et(e,t){return n=>{e.draft(t,n.target.value)}}function Dt(e){e.key!==`Enter`||!e.ctrlKey&&!e.metaKey||e.isComposing||(e.preventDefault(),e.currentTarget.requestSubmit())}var Ot=[[`talks`,[`see_queue`]],[`cases`,[`read_cases`]],[`phone`,[`file_cases`]],[`upkeep`,[`revive_jobs`,`keep_calendar`]],[`outages`,[`keep_outages`]],[`themes`,[`see_insight`]],[`record`,[`read_audit`]],[`situation`,[`see_insight`]],[`periods`,[`see_insight`]],[`calls`,[`file_cases`]],[`ready`,[`keep_ready_answers`]],[`accounts`,[`manage_accounts`]],[`keys`,[`manage_keys`]]],kt=[[`talks`,`see_queue`],[`cases`,`read_cases`],[`accounts`,`manage_accounts`],[`upkeep`,`revive_jobs`],[`themes`,`keep_themes`],[`situation`,`see_insight`]],At={cases:/^[0-9A-Z-]{4,16}$/i,themes:/^\d{1,9}$/,situation:/^[a-z0-9_-]{1,64}$/,periods:/^1[34]\d\d-(0[1-9]|1[0-2]|S[1-4])$/,accounts:/^(new|[0-9a-f]{32})$/,own:/^changed$/},jt=[`cases`,`periods`];function z(e,t){return t?`#${e}/${encodeURIComponent(t)}`:`#${e}`}function Mt(e,t){let{entries:n}=e;return b`
    <form role="search" class="search" @submit=${t=>function(e,t){e.preventDefault();let n=`${new FormData(e.target).get(`q`)??``}`,r=/^[2-9A-HJKMNP-TV-Z\s-]{8,12}$/i.test(n.trim());t.filter(r?{...I,state:`all`,q:n}:{q:n})}(t,e)}>
      <label class="unseen" for="case-search">${F.searchFor}</label>
      <input id="case-search" name="q" type="search" maxlength="200" autocomplete="off" placeholder=${F.searchFor}
        .value=${e.filters.q}>
      <button class="main">${F.search}</button>
    </form>
    ${function(e,t){let{filters:n,terms:r}=e,i=t=>n=>{e.filter({[t]:n.target.value})},a=(r?.provinces??[]).map(({name:e})=>({id:e,title:e})),o=JSON.stringify(n)!==JSON.stringify(I);return b`<fieldset class="filters">
    <legend class="unseen">${F.filters}</legend>
    <label>${F.state}<select @change=${i(`state`)}>
      ${Object.entries(F.states).map(([e,t])=>B(e,t,n.state))}
      <optgroup label=${F.state}>${(r?.statuses??[]).filter(({id:e})=>e!==`answered`).map(({id:e,title:t})=>B(e,t,n.state))}</optgroup>
    </select></label>
    <label>${F.sort}<select @change=${i(`sort`)}>
      ${Object.entries(F.sorts).map(([e,t])=>B(e,t,n.sort))}</select></label>
    ${t?C:Pt(F.agency,r?.agencies??[],n.agency_id,i(`agency_id`))}
    ${Pt(F.province,a,n.province,i(`province`))}
    ${Pt(F.level,r?.levels??[],n.level,i(`level`))}
    <label class="check"><input type="checkbox" .checked=${n.overdue}
      @change=${t=>{e.filter({overdue:t.target.checked})}}>${F.overdue}</label>
    ${Nt(n)?b`<p class="of-number">${Nt(n)}</p>`:C}
    ${o?b`<button type="button" class="quiet" @click=${()=>{e.filter(I)}}>${F.clear}</button>`:C}
  </fieldset>`}(e,t)}
    ${n===void 0?b`<p class="soft" role="status">${F.loading}</p>`:function(e,t){let n=`${R(t.length)}${e.hasMore?`+`:``}`;return b`
    <p class="soft" role="status">${t.length?F.shown(n):F.none}</p>
    <ul class="entries" id="case-list" @keydown=${Ft}>${t.map(t=>function(e,t){let n=e.page?.tracking_code===t.tracking_code;return b`<li><a class="entry" href=${z(`cases`,t.tracking_code)} data-code=${t.tracking_code}
      aria-current=${n?`true`:`false`}>
    <span class="entry-top"><b class="code" dir="ltr">${t.tracking_code}</b>
      ${t.is_overdue?b`<span class="badge late">${F.overdueShort}</span>`:C}
      ${t.people>1?b`<span class="badge">${F.peopleShort(R(t.people))}</span>`:C}</span>
    <span class="preview">${t.description}</span>
    <span class="soft">${[t.agency_name,t.place_fa].filter(Boolean).join(` · `)}</span>
    <span class="soft">${[t.status_fa,t.is_overdue?``:t.time_left_fa].filter(Boolean).join(` · `)}</span>
  </a></li>`}(e,t))}</ul>
    ${e.hasMore?b`<button class="wide" @click=${()=>{e.more()}}>${F.more}</button>`:C}
  `}(e,n)}
  `}function Nt({due_in_h:e,moved:t,breached:n,within_h:r,province:i}){let a=r?F.withinHours(R(Number(r))):``;return[i===`-`?F.noProvince:``,e?F.dueIn(R(Number(e))):``,t?`${F.happened(t)}${a}`:``,n?`${F.breached}${a}`:``].filter(Boolean).join(`؛ `)}function Pt(e,t,n,r){return b`<label>${e}<select @change=${r}>
    ${B(``,F.all,n)}${t.map(({id:e,title:t})=>B(e,t,n))}</select></label>`}function B(e,t,n){return b`<option value=${e} .selected=${e===n}>${t}</option>`}function Ft(e){let t={ArrowDown:1,ArrowUp:-1}[e.key];if(!t||e.altKey)return;let n=[...e.currentTarget.querySelectorAll(`.entry`)],r=n[n.indexOf(document.activeElement)+t];r&&(e.preventDefault(),r.focus())}var[It,Lt]=[`kilobyte`,`megabyte`].map(e=>new Intl.NumberFormat(`fa-IR`,{style:`unit`,unit:e,unitDisplay:`long`,maximumFractionDigits:1})),Rt=new Intl.DateTimeFormat(`fa-IR-u-ca-persian`,{dateStyle:`long`,timeZone:`UTC`}),zt=new Intl.DateTimeFormat(`fa-IR-u-ca-persian`,{year:`numeric`,month:`2-digit`,day:`2-digit`,hour:`2-digit`,minute:`2-digit`,timeZone:`Asia/Tehran`});function Bt(e){let t=e.text??(e.is_note?F.noteHidden:void 0);return b`<li class=${e.is_note?`step note`:`step by-${e.by}`}>
    <p><b>${e.title_fa}</b></p>
    ${t?b`<p class="words" dir="auto">${t}</p>`:C}
    ${e.reason_fa?b`<p class="soft" dir="auto">${F.reason}: ${e.reason_fa}</p>`:C}
    <p class="soft">${e.who_fa} · <time>${e.at_fa}</time></p>
  </li>`}var Vt={KeyR:`refer`,KeyA:`answer`,KeyQ:`ask`,KeyM:`misdirected`,KeyY:`note`,KeyJ:`merge`,KeyX:`redact`},Ht=`۰۱۲۳۴۵۶۷۸۹`;function V(e){return e.replace(/[۰-۹٠-٩]/g,e=>`${Math.max(Ht.indexOf(e),`٠١٢٣٤٥٦٧٨٩`.indexOf(e))}`)}function Ut(e){return e.replace(/\d/g,e=>Ht[Number(e)])}var H=class{#e={};clear(){this.#e={},this.first=void 0}put(e,t){this.#e[e]=t,this.first??=e}of(e){return this.#e[e]??``}async guard(e,t,n){this.clear();try{return await n()}catch(n){if(!(n instanceof M))throw n;for(let r of n.fields){let i=r.replace(/^(body|query)\.?/,``).split(`.`)[0]||t,a=n.code===`invalid`?e[i]:n.detail;a&&this.put(i,a)}throw this.first?new M(n.status,n.code,``):n}}};function U(e,t){let n=e.of(t);return n?b`<p class="fault" id=${Wt(t)}>${n}</p>`:C}function Wt(e){return`fault-${e}`}function W(e,t,n=``){return[n,e.of(t)?Wt(t):``].filter(Boolean).join(` `)}var Gt={description:`شرح باید ۳ تا ۲۰۰۰ نویسه باشد.`,contact:`شماره همراه ۱۱ رقم است و با ۰۹ آغاز می‌شود.`,consent_turn_id:`پیامی را که شهروند با آن پذیرفت برگزینید. بی‌اجازهٔ او چیزی ثبت نمی‌شود.`,city:`شهر حداکثر ۶۴ نویسه است.`,identity:`پروندهٔ ناشناس نام و شماره ندارد.`},Kt=/^(\+98|0)9\d{9}$/,qt=`anonymous`,Jt=class extends P{#e;#t;constructor(e,t,n,r){super(r),this.talks=t,this.terms=n,this.isFiling=!1,this.faults=new H,this.#t=new Map,this.#e=new N(e)}of(e){return this.#t.get(e.conversation_id)}async begin({conversation_id:e}){this.faults.clear(),this.#t.has(e)||await this.attempt(async()=>{let t=await this.#e.get(`conversations/${e}/case-draft`);this.#t.set(e,{form:Yt(t),drafted:t,key:crypto.randomUUID(),hasAsked:!1})})}set(e,t,n){let r=this.of(e);r&&(r.form={...r.form,[t]:n,...t===`province`?{city:``}:{}},this.faults.clear(),this.tell())}offered({events:e}){return e.filter(({data:e})=>e.role===`citizen`&&e.turn_id).slice(-6).reverse().map(({data:e,at_fa:t})=>[e.turn_id,`${(e.reply?.text??``).slice(0,60)} · ${t}`])}async ask(e){let t=this.of(e);t&&(await this.talks.say(this.#r(t.form)),t.hasAsked=!this.talks.notice,this.tell())}async file(e){let t=this.of(e);if(!t||this.isFiling||!this.#n(t.form))return!1;let n=e.conversation_id;this.isFiling=!0,this.tell();let r=await this.attempt(()=>this.faults.guard(Gt,`description`,async()=>{let e=await this.#e.post(`conversations/${n}/cases`,function(e){let{description:t,kind:n,agency_id:r,indicator:i,province:a,city:o,follow:s,identity:c,consent:l}=e,u=Xt({name:e.name.trim(),mobile:Zt(e.mobile)}),d=c!==qt&&Object.keys(u).length>0;return{...Xt({description:t.trim(),kind:n,agency_id:r,indicator:n===`praise`?``:i,province:a,city:o.trim(),follow:s,identity:c}),...d?{contact:u}:{},consent_turn_id:l}}(t.form),t.key);this.#t.delete(n),this.talks.showSheet(`none`),await this.talks.refresh(),this.talks.notice=`پروندهٔ ${e.tracking_code} ثبت شد و رسیدش به شهروند رسید. ${e.agency_name} تا ${e.due_at_fa} وقت دارد پاسخ دهد.`}));return this.isFiling=!1,this.tell(),r}#n({description:e,consent:t,mobile:n,identity:r}){return this.faults.clear(),e.trim().length<3&&this.faults.put(`description`,Gt.description),r!==qt&&n&&!Kt.test(Zt(n))&&this.faults.put(`contact`,Gt.contact),t||this.faults.put(`consent_turn_id`,Gt.consent_turn_id),this.tell(),!this.faults.first}#r({kind:e,agency_id:t,province:n,city:r,description:i}){let a=(e,t)=>e?.find(e=>e.id===t)?.title??``,o=[...new Set([n,r].filter(Boolean))].join(`، `);return((e,t,n,r)=>`می‌خواهم این را برایتان ثبت کنم: ${e}${t?` از ${t}`:``}${n?`، ${n}`:``}\n«${r}»\nاگر درست است بنویسید «بله، ثبت کنید». اگر چیزی باید عوض شود، همان را بنویسید.`)(a(this.terms()?.kinds,e),a(this.terms()?.agencies,t),o,i.trim()).slice(0,2e3)}};function Yt({description:e,kind:t,agency:n,indicator:r,province:i,city:a}){return{description:e,kind:t??`complaint`,agency_id:n?.id??``,indicator:r??``,province:i??``,city:a??``,follow:``,identity:qt,name:``,mobile:``,consent:``}}function Xt(e){return Object.fromEntries(Object.entries(e).filter(([,e])=>e))}function Zt(e){return V(e).replace(/[\s-]/g,``)}var G={title:`تماس‌های قرعه`,hint:`هر روز چند پرونده به قرعه برگزیده می‌شود. به شهروند زنگ می‌زنید و یک پرسش می‌پرسید: مشکل حل شد یا نه. با این تماس‌ها سنجیده می‌شود که کارنامهٔ دستگاه‌ها راست است یا نه.`,progress:`کار امروز`,said:`پاسخ دادند`,declined:`نخواستند`,notReached:`پاسخگو نبودند`,waiting:`مانده`,empty:`اکنون کسی برای تماس نمانده است. قرعهٔ بعدی فردا کشیده می‌شود.`,loading:`در حال خواندن…`,call:`تماس دربارهٔ پروندهٔ`,agency:`دستگاه`,kind:`نوع`,filed:`ثبت`,drawn:`روز قرعه`,until:`تماس تا`,tries:`تماس‌های پیشین`,never:`هنوز تماسی گرفته نشده`,times:e=>`${e} بار، پاسخ نداد`,matter:`شهروند چه نوشته است`,number:`شمارهٔ تماس`,hidden:`شماره پوشیده است. نمایش آن با دلیل ثبت می‌شود و تا یک ربع همکار دیگری با این شهروند تماس نمی‌گیرد.`,noNumber:`شماره‌ای که بتوانید ببینید نمانده است. این تماس را «پاسخگو نبود» ثبت کنید.`,why:`چرا شماره را می‌بینید؟`,reason:e=>`تماس قرعه برای پرسیدن نظر شهروند از پاسخ ${e}`,show:`نمایش شماره`,script:`چه بپرسید`,steps:[`«سلام، از سامانهٔ رسیدگی ۱۲۸ تماس می‌گیرم. دربارهٔ پرونده‌ای که ثبت کرده‌اید فقط یک پرسش دارم. وقت دارید؟»`,`اگر وقت ندارد یا نمی‌خواهد، تشکر کنید و «نخواست پاسخ دهد» را بزنید.`,`«مشکلی که گفته بودید حل شد، بخشی از آن حل شد، یا حل نشد؟»`,`همان را که می‌گوید ثبت کنید. از خودتان پیشنهاد نکنید، پاسخ دستگاه را نخوانید و قولی ندهید.`],rules:`کد ملی، نشانی یا رمز پرونده نپرسید.`,outcome:`نتیجهٔ تماس`,outcomes:{solved:`حل شده است`,partly:`بخشی حل شده است`,unsolved:`حل نشده است`,declined:`نخواست پاسخ دهد`,not_reached:`پاسخگو نبود`},onceHint:`گفتهٔ شهروند یک بار ثبت می‌شود و برنمی‌گردد. کسی که پاسخگو نبود، روزی دیگر دوباره در فهرست می‌آید؛ تا سه بار.`,keep:`ثبت و تماس بعدی`,later:`بعداً، تماس بعدی را بیاور`,kept:e=>`نتیجهٔ تماس پروندهٔ ${e} ثبت شد.`,gone:`این تماس را همکاری ثبت کرده یا زمانش گذشته است. تماس بعدی آمد.`,gaps:e=>`سنجش دستگاه‌ها در ${e}`,gapsHint:`گفتهٔ تلفنی شهروندان در کنار پرونده‌ها. دستگاهی که این دو در آن نمی‌خواند، نشان می‌گیرد.`},Qt=class extends P{#e;#t;constructor(e,t,n){super(n),this.maySeeGaps=t,this.gaps=[],this.number=``,this.done=``,this.#t=[],this.#e=new N(e)}get call(){return this.calls?.[0]}get mobile(){return this.page?.sealed.find(({field:e})=>e===`mobile`)}async arrive(){await this.attempt(()=>this.#n())}async reveal(e){let{call:t,mobile:n}=this;return!(!t||!n)&&this.attempt(async()=>{let r={field:n.field,event_number:n.event_number,reason:e},{text:i}=await this.#e.post(`cases/${t.tracking_code}/reveal`,r);this.call===t&&(this.number=i)})}async note(e){let t=this.call?.tracking_code;if(!t)return!1;let n=G.kept(t),r=await this.attempt(async()=>{await this.#e.post(`calls/${t}`,{outcome:e}).catch(e=>{if(!(e instanceof M)||e.code!==`not_found`)throw e;n=G.gone}),this.#i(t),await this.#n()});return r&&(this.done=n),this.tell(),r}async postpone(){let{call:e}=this;return!(!e||!this.calls)&&(this.#t.push(e.tracking_code),this.#i(e.tracking_code),this.calls.push(e),this.attempt(()=>this.#r()))}async#n(){let e=this.call?.tracking_code,[t,n]=await Promise.all([this.#e.get(`calls`),this.#e.get(`calls/progress`)]),r=({tracking_code:t})=>t===e?-1:this.#t.indexOf(t)+1;[this.calls,this.progress]=[t.sort((e,t)=>r(e)-r(t)),n],this.maySeeGaps&&(this.gaps=await this.#e.get(`periods/${n.month}/gaps`)),await this.#r()}async#r(){let e=this.call?.tracking_code;e!==this.page?.tracking_code&&([this.page,this.number]=[void 0,``],e&&(this.page=await this.#e.get(`cases/${e}`)))}#i(e){this.calls=this.calls?.filter(({tracking_code:t})=>t!==e),[this.page,this.number,this.done]=[void 0,``,``]}},$t=`مقدار و بازهٔ ۹۵٪`,en=`مورد انتظار`,tn=`داوری`,nn=`نفر`,rn=`در این دوره گفتهٔ تلفنی با پرونده‌های هیچ دستگاهی ناسازگار نیست.`,an=`تصمیم`,on=`دلیل تصمیم`,sn={program:`برنامهٔ سنجش را بگیرید؛ ۶۵ خط است و می‌توانید آن را بخوانید. به پایتون و بستهٔ cryptography نیاز دارد.`,key:`کلید عمومی سامانه و ریشه‌های روزانه را از اینجا بردارید، یا بهتر از آن، از نسخه‌ای که پیش‌تر نگه داشته‌اید:`,run:`دستور را با کلید عمومی به جای KEY اجرا کنید. اگر فایل دست نخورده باشد، می‌نویسد «the figures are whole».`};function cn(e){let t=new URLSearchParams;for(let[n,r]of Object.entries(e))r!==void 0&&!1!==r&&t.set(n,Array.isArray(r)?r.join(`,`):`${r}`);return(e.moved||e.breached)&&t.set(`state`,`all`),`${z(`cases`)}?${t}`}var ln,K={title:`وضعیت اکنون`,loading:`در حال خواندن وضعیت…`,updated:e=>`به‌روز در ${e}`,scope:`دستگاه`,all:`همهٔ دستگاه‌ها`,save:`فایل برای اکسل`,reports:`گزارش‌های ماهانه`,report:`گزارش ماهانه`,reportsOfAll:`گزارش ماهانهٔ همهٔ دستگاه‌ها`,few:`برای داوری کم است`,late:`مهلت گذشته`,lateHint:`پرونده‌هایی که مهلت پاسخشان همین حالا گذشته است`,breached:e=>`${e} مهلت‌شکنی در ۲۴ ساعت`,soon:`رو به پایان`,soonHint:`مهلت پاسخ تا ۳ ساعت دیگر`,clocks:{within_1h:`۱ ساعت`,within_3h:`۳ ساعت`,within_24h:`۲۴ ساعت`,within_72h:`۳ روز`},clocksTitle:`مهلت‌هایی که تا این زمان می‌رسند`,waiting:`در انتظار پاسخ`,waitingHint:`پرونده‌هایی که شهروند چشم‌به‌راه پاسخ آن‌هاست`,filed:e=>`${e} ثبت در ۲۴ ساعت`,answered:e=>`${e} پاسخ در ۲۴ ساعت`,unknown:e=>`${e} بی‌دستگاه`,queue:`در صف کارشناس`,queueHint:`شهروندانی که می‌خواهند با کارشناس گفت‌وگو کنند`,longest:e=>`بیشترین انتظار ${e}`,median:e=>`میانهٔ ۲۴ ساعت ${e}`,nobodyWaited:`در ۲۴ ساعت کسی در صف نمانده`,map:`نقشهٔ استان‌ها`,mapHint:`شمار پرونده‌هاست، نه نرخ؛ استان پرجمعیت‌تر پروندهٔ بیشتری هم دارد.`,mapKeys:`با کلیدهای جهت‌نما میان استان‌ها بروید.`,measure:`چه چیزی نشان داده شود`,measures:{waiting:`در انتظار`,soon:`تا ۲۴ ساعت`,late:`مهلت گذشته`},provinceIs:(e,t,n,r)=>`${e}: ${t} در انتظار، ${n} با مهلت تا ۲۴ ساعت، ${r} مهلت گذشته`,choose:`نشانگر را روی استانی ببرید.`,noProvince:`استان نامعلوم`,asTable:`همین نقشه به‌صورت جدول`,province:`استان`,classes:(e,t)=>e===t?e:`${e} تا ${t}`,agencies:`دستگاه‌ها`,agency:`دستگاه`,noAgency:`در انتظار تعیین دستگاه`,moreAgencies:e=>`و ${e} دستگاه دیگر`,nothingWaits:`هیچ پرونده‌ای در انتظار پاسخ نیست.`,nearest:`نزدیک‌ترین مهلت‌ها`,noneNear:`تا سه روز دیگر مهلتی نمی‌رسد.`,showAll:`همه`,outages:`قطعی‌ها`,noOutage:`قطعی تأییدشده یا محتملی نیست.`,confirmed:`تأیید شده`,suspected:`محتمل`,since:e=>`از ${e}`,told:e=>`${e} نفر گفته‌اند`,marks:`رضایت`,caseMarks:`از پاسخ دستگاه‌ها`,talkMarks:`از گفت‌وگو با دستیار و کارشناس`,windows:{hour:`یک ساعت`,day:`۲۴ ساعت`,week:`۷ روز`},window:`بازه`,good:`نمرهٔ ۴ و ۵`,count:`شمار نظر`,response:`نظر داده‌اند`,spread:`نمره‌های ۱ تا ۵`,scoresAre:e=>e.map((e,t)=>`نمرهٔ ${`۱۲۳۴۵`[t]}: ${e}`).join(`، `),between:(e,t)=>`${e} تا ${t}`,of:(e,t)=>`${e} از ${t}`,interval:`زیر هر درصد، بازهٔ اطمینان ۹۵٪ آمده است.`,askedDays:`در گفت‌وگوها نسبت نظر داده‌ها به روز تهران شمرده می‌شود: امروز، و هفت روز با امروز.`,settled:`کار دستیار`,alone:`بی نیاز به کارشناس`,talks:`گفت‌وگو`,handed:`به کارشناس رسید`,bad:`نمرهٔ ۱ یا ۲ گرفت`,settledHint:`گفت‌وگوهایی که کارشناس نخواستند و نمرهٔ ۱ یا ۲ نگرفتند. این به معنای حل شدن کار نیست.`,trend:`روند سی روز`,trendHint:`امروز هنوز تمام نشده است.`,lines:{filed:`ثبت`,answered:`پاسخ`,breached:`مهلت‌شکنی`},day:`روز`,trendIs:(e,t,n)=>`در سی روز ${e} پرونده ثبت شد، ${t} پاسخ گرفت و مهلت ${n} پرونده شکست.`};function un(e,t,n){let{measure:r}=e,i=function(e){let t=Math.max(0,...e),n=Array.from({length:4},(e,n)=>Math.ceil(t*((n+1)/4)**2));return[...new Set(n)].filter(e=>e>0)}(t.map(e=>e[r])),a=new Map(t.map(e=>[e.id,e])),o=a.get(e.pointed??``);return b`<div class="map-choice" role="radiogroup" aria-label=${K.measure}>
      ${Object.keys(K.measures).map(t=>b`<label><input type="radio" name="measure" .checked=${t===r}
        @change=${()=>e.show(t)}><span>${K.measures[t]}</span></label>`)}
    </div>
    <svg class="map" viewBox=${pn().getAttribute(`viewBox`)??``} role="group" aria-label=${K.map} @pointerleave=${()=>e.point(void 0)} @keydown=${fn}>
      ${(ln??=[...pn().querySelectorAll(`path`)].map(({id:e,dataset:t})=>({id:e.replace(`iran-`,``),name:t.name??``,x:Number(t.x),y:Number(t.y)})),ln).map((t,r)=>function(e,t,n,{bounds:r,mayOpen:i,isFirst:a}){let o=n?.[e.measure]??0,s=n?dn(n):t.name,c=x`<use href=${`#iran-${t.id}`}></use>
    <text class="map-count" x=${t.x} y=${t.y} text-anchor="middle" dominant-baseline="central" aria-hidden="true">${o?R(o):C}</text>`,l=()=>e.point(t.id),u=`province level-${function(e,t){return e?t.findIndex(t=>e<=t)+1:0}(o,r)}`,d=(e.pointed??``)===t.id||!e.pointed&&a?0:-1;if(!i)return x`<g class=${u} data-id=${t.id} data-x=${t.x} data-y=${t.y} role="img" aria-label=${s} tabindex=${d}
      @pointerenter=${l} @focus=${l}>${c}</g>`;let f={agency_id:e.agency,province:t.name,...e.measure===`late`?{overdue:!0}:e.measure===`soon`?{due_in_h:24}:{}};return x`<a class=${u} data-id=${t.id} data-x=${t.x} data-y=${t.y} href=${cn(f)} aria-label=${s} tabindex=${d}
    @pointerenter=${l} @focus=${l}>${c}</a>`}(e,t,a.get(t.id),{bounds:i,mayOpen:n,isFirst:r===0}))}
      ${function(){let e=[...pn().querySelectorAll(`circle`)],t=[...pn().querySelectorAll(`text`)];return x`${e.map(e=>x`<circle class="island" cx=${e.getAttribute(`cx`)} cy=${e.getAttribute(`cy`)} r=${e.getAttribute(`r`)}>
      <title>${e.dataset.island}</title></circle>`)}
    ${t.map(e=>x`<text class="sea" x=${e.getAttribute(`x`)} y=${e.getAttribute(`y`)} text-anchor="middle">${e.textContent}</text>`)}`}()}
    </svg>
    <p class="map-told" aria-live="off">${o?dn(o):b`<span class="soft">${K.choose}</span>`}</p>
    ${function(e){return b`<ul class="legend"><li><i class="swatch level-0"></i>${R(0)}</li>
    ${e.map((t,n)=>b`<li><i class=${`swatch level-${n+1}`}></i>${K.classes(R((t=>t?e[t-1]+1:1)(n)),R(t))}</li>`)}</ul>`}(i)}`}function dn(e){return K.provinceIs(e.name||K.noProvince,R(e.waiting),R(e.soon),R(e.late))}function fn(e){let t={ArrowUp:[0,-1],ArrowDown:[0,1],ArrowLeft:[-1,0],ArrowRight:[1,0]}[e.key],n=e.target.closest(`.province`);if(!t||!n||e.altKey)return;e.preventDefault();let r=[...e.currentTarget.querySelectorAll(`.province`)],[i,a]=[void 0,1/0];for(let e of r){let[r,o]=[Number(e.dataset.x)-Number(n.dataset.x),Number(e.dataset.y)-Number(n.dataset.y)],s=r*t[0]+o*t[1],c=Math.abs(r*t[1])+Math.abs(o*t[0]);s>5&&s+2*c<a&&([i,a]=[e,s+2*c])}i?.focus()}function pn(){return document.getElementById(`iran`)}var[mn,hn,gn,_n]=[720,190,12,24];function vn(e){return e?`/desk/reports/${encodeURIComponent(e)}`:`/desk/reports`}function q(e,t,n){return e.readCases?b`<a href=${cn(t)}>${n}</a>`:b`<span>${n}</span>`}function yn(e,t,n){let r={waiting:{},soon:{due_in_h:24},late:{overdue:!0}};return(i,a)=>a?q(t,{agency_id:e.agency,...n,...r[i]},R(a)):b`<span class="soft">${R(0)}</span>`}function bn(e,t,n,r,i=!1){return b`<div class="scroll" tabindex="0" role="region" aria-label=${e}><table class="tallies">
    <thead><tr><th scope="col">${e}</th><th scope="col">${K.measures.late}</th><th scope="col">${K.measures.soon}</th><th scope="col">${K.measures.waiting}</th></tr></thead>
    <tbody>${t.map(e=>{let t=n(e);return b`<tr><th scope="row">${i&&e.id?b`<a href=${vn(e.id)} title=${K.report}>${e.name}</a>`:e.name||r}</th><td class=${e.late?`urgent`:``}>${t(`late`,e.late)}</td>
        <td>${t(`soon`,e.soon)}</td><td>${t(`waiting`,e.waiting)}</td></tr>`})}</tbody></table></div>`}var xn={hour:1,day:24,week:168};function Sn(e,t,n){return b`<table class="marks"><caption>${e}</caption>
    <thead><tr><th scope="col">${K.window}</th><th scope="col">${K.good}</th><th scope="col">${K.count}</th><th scope="col">${K.spread}</th><th scope="col">${K.response}</th></tr></thead>
    <tbody>${t.map(({window:e,good:t,answered:r,scores:i})=>b`<tr><th scope="row">${K.windows[e]}</th>
      <td>${Cn(t)}</td><td>${t.of?n(xn[e],R(t.of)):b`<span class="soft">${R(0)}</span>`}</td>
      <td>${function(e){let t=Math.max(1,...e);return b`<svg class="spread" viewBox="0 0 50 18" role="img" aria-label=${K.scoresAre(e.map(e=>R(e)))}>
    <title>${K.scoresAre(e.map(e=>R(e)))}</title>${function(e,t){return e.map((e,n)=>x`<rect x=${10*n+1} width="8" y=${17-16*e/t} height=${16*e/t+1} rx="1"></rect>`)}(e,t)}</svg>`}(i)}</td><td>${r?b`${Cn(r)}<span class="soft small">${K.of(R(r.part),R(r.of))}</span>`:b`<span class="soft">—</span>`}</td></tr>`)}</tbody></table>`}function Cn({share:e,low:t,high:n}){return e===void 0||t===void 0||n===void 0?b`<span class="soft small">${K.few}</span>`:b`<b>${wn(e)}</b><span class="soft small">${K.between(wn(t),wn(n))}</span>`}function wn(e){return`${R(Math.round(100*e))}٪`}function Tn(e){let t=new Map;for(let n of e)t.set(n.agency_id,[...t.get(n.agency_id)??[],n]);return t}function En(e){return b`<li data-signal=${e.signal}><h4>${e.name_fa}</h4><p>${e.seen_fa}</p>
    <dl class="beside">${Dn(`دیده شد`,e.share,`seen`)}${Dn(`مورد انتظار`,e.expected,`usual`)}
      <div><dt>${`شمار`}</dt><dd>${t=R(e.observed),n=R(e.n),`${t} از ${n}`}</dd></div></dl>
    <p class="soft">${e.chance_fa} ${e.may_be_fa}</p></li>`;var t,n}function Dn(e,t,n){let r=Math.min(100,Math.max(1,100*t));return b`<div><dt>${e}</dt><dd><b>${t<.005?`کمتر از ۱٪`:`${R(Math.round(100*t))}٪`}</b>
    <svg class=${`bar-of ${n}`} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">${x`<rect class="whole" width="100" height="8"></rect><rect x=${100-r} width=${r} height="8"></rect>`}</svg></dd></div>`}function On(e,t){let n=e.is_flagged?`نمی‌خواند: گفتهٔ تلفنی شهروندان با پرونده‌ها جور نیست. تا روشن شدن علت، رقم تلفنی به حساب می‌آید.`:e.called<10?`برای سنجیدن، دست‌کم ۱۰ پاسخ تلفنی لازم است.`:`گفتهٔ تلفنی با پرونده‌ها ناسازگار نیست.`;return b`<div class="gap" data-agency=${e.agency_id}>${t?b`<p><b>${e.agency_name}</b></p>`:C}
    <p>${r=R(e.called),i=R(e.drawn),`از ${i} نفر برگزیده، ${r} نفر پاسخ دادند.`}</p>
    ${e.by_lot&&e.by_ledger&&e.called>=10?b`<dl class="pairs"><div><dt>${`حل شده، به گفتهٔ تلفنی`}</dt><dd>${kn(e.by_lot)}</dd></div><div><dt>${`حل شده، در پرونده‌ها`}</dt><dd>${kn(e.by_ledger)}</dd></div></dl>`:C}
    <p class=${e.is_flagged?`flag`:`soft`}>${n}</p></div>`;var r,i}function kn({low:e,point:t,high:n}){return Cn({part:0,of:0,share:t,low:e,high:n})}async function An(e,t){await e&&(t.reset(),await L(`#call-title`))}var jn=class extends P{#e;constructor(e,t,n,r,i){super(i),this.mayExport=t,this.mayObject=n,this.mayDecide=r,this.gaps=[],this.signalsNotice=``,this.done=``,this.#e=new N(e)}async arrive(e,t){[this.done,this.asked]=[``,void 0],e!==this.page?.period&&([this.page,this.figures,this.gaps,this.signals,this.signalsNotice]=[void 0,void 0,[],void 0,``]),await this.attempt(async()=>{this.periods=await this.#e.get(`periods`),e&&await this.#t(e,t)}),this.readSignals()}async readSignals(){let e=this.page?.period;if(e){this.signalsNotice&&([this.signalsNotice,this.signals]=[``,void 0]),this.tell();try{let t=await this.#e.get(`periods/${e}/signals`);this.page?.period===e&&(this.signals=t)}catch(t){this.page?.period===e&&(this.signalsNotice=t instanceof M?t.detail:j)}this.tell()}}ask(e){this.asked=e,this.tell()}objectTo(e,t){return this.#n(`objections`,{words:e,codes:t},`اعتراض ثبت شد. تا پیش از تصمیم می‌توانید آن را پس بگیرید.`)}takeBack(e){return this.#n(`objections/${e}/take-back`,{},`اعتراض پس گرفته شد.`)}decide(e,t,n){return this.#n(`objections/${e}/decide`,{is_upheld:t,words:n},`تصمیم ثبت شد و دستگاه آن را می‌بیند.`)}async#t(e,t){let n=t?`?agency_id=${encodeURIComponent(t)}`:``,[r,i]=await Promise.all([this.#e.get(`periods/${e}`),this.#e.get(`periods/${e}/gaps`)]),a=r.state===`open`?void 0:await this.#e.get(`periods/${e}/figures${n}`);[this.page,this.figures,this.gaps]=[r,a,i]}async#n(e,t,n){let{page:r}=this;if(!r)return!1;this.done=``;let i=await this.attempt(async()=>{this.page=await this.#e.post(`periods/${r.period}/${e}`,t),this.periods=await this.#e.get(`periods`)});return i&&([this.done,this.asked]=[n,void 0]),this.tell(),i}},Mn=`پرسش‌های باز`,Nn={"":`همه`,question:`پرسش`,suggestion:`پیشنهاد`,criticism:`انتقاد`,praise:`قدردانی`},Pn={going:`باز و در دست`,ended:`بسته‌شده`},Fn=`موضوعی با این پالایش نیست.`,In=`کمتر از سه نفر`,Ln=`چرا اینجاست`,Rn=`نام موضوع`,zn=`سپردن`,Bn=`خدمتی که پاسخ می‌دهد`,Vn=`کنار گذاشتن`,Hn=class extends P{#e;constructor(e,t,n){super(n),this.mayKeep=t,this.wanted={kind:``,ended:!1,mine:!1},this.lines=``,this.done=``,this.#e=new N(e)}async arrive(e){this.done=``,await this.read(),await this.open(e)}read(){let{kind:e,ended:t,mine:n}=this.wanted,r=new URLSearchParams(e?{kind:e}:{});return t&&r.set(`ended`,`true`),n&&r.set(`mine`,`true`),this.attempt(async()=>{this.board=await this.#e.get(`themes?${r}`)})}async filter(e){this.wanted={...this.wanted,...e},await this.read()}async open(e){`${this.page?.id??``}`!==(e??``)&&([this.found,this.lines,this.page]=[void 0,``,void 0]),e&&await this.attempt(async()=>{this.page=await this.#e.get(`themes/${encodeURIComponent(e)}`)}),this.tell()}async group(){await this.attempt(async()=>{await this.#e.post(`themes/group`)})&&this.#t(`دسته‌بندی آغاز شد. چند لحظه بعد صفحه را تازه کنید.`)}async step(e,t,n={}){let{page:r}=this;return!!r&&!!await this.attempt(async()=>{await this.#e.post(`themes/${r.id}/${e}`,n).catch(e=>{throw e instanceof M&&e.code===`invalid`?new M(422,`invalid`,`یکی از بخش‌ها درست نیست. روز را مانند ⁦۱۴۰۵/۰۹/۳۰⁩ بنویسید و نام و دلیل دست‌کم سه نویسه باشد.`):e})})&&(await Promise.all([this.read(),this.open(`${r.id}`)]),this.#t(t),!0)}async search(e){let t=`/api/v1/services?limit=5&q=${encodeURIComponent(e)}`;await this.attempt(async()=>{let e=await fetch(t);if(!e.ok)throw new M(e.status,``,Fn);this.found=(await e.json()).results})}async export(){let{page:e}=this;e&&await this.attempt(async()=>{this.lines=(await this.#e.get(`themes/${e.id}/lines`)).yaml})}#t(e){this.done=e,this.tell()}};function Un(e){let{page:t}=e;return b`<main class="room cases themes" data-open=${t?`page`:`list`}>
    <nav class="lists" aria-label=${`موضوع‌ها`} @keydown=${Gn}>${function(e){let{wanted:t}=e;return b`<h2>${Mn}</h2><p class="soft">${`آنچه دستیار پاسخ درستی برایش نداشت و آنچه مردم پیشنهاد یا انتقاد کرده‌اند، دسته‌دسته. نوشته‌ها پوشیده‌اند و فقط جایی دیده می‌شوند که دست‌کم سه نفر گفته باشند.`}</p>
  <fieldset class="filters"><legend class="unseen">${`پالایش`}</legend>
    <label>${`نوع`}<select @change=${t=>{e.filter({kind:Kn(t)})}}>
      ${Object.entries(Nn).map(([e,n])=>b`<option value=${e} .selected=${e===t.kind}>${n}</option>`)}</select></label>
    <label>${`نمایش`}<select @change=${t=>{e.filter({ended:Kn(t)===`ended`})}}>
      ${Object.entries(Pn).map(([e,n])=>b`<option value=${e} .selected=${e===`ended`===t.ended}>${n}</option>`)}</select></label>
    ${e.mayKeep?b`<label class="check"><input type="checkbox" .checked=${t.mine}
          @change=${t=>{e.filter({mine:t.target.checked})}}>${`فقط آنچه با من است`}</label>`:C}
  </fieldset>`}(e)}${function(e){let{board:t,page:n}=e;return t?b`
    ${t.themes.length?C:b`<p class="empty">${Fn}</p>`}
    ${t.themes.map(e=>function(e,t){return b`<a class="entry" href=${z(`themes`,`${e.id}`)} aria-current=${e.id===t?`true`:`false`}>
    <span class="entry-top"><b>${Wn(e)}</b>
      ${e.is_overdue?b`<span class="badge late">${`از موعد گذشته`}</span>`:b`<span class="badge">${e.state_fa}</span>`}</span>
    <span class="soft">${e.kind_fa} · ${e.people?(n=R(e.people),`${n} نفر`):In} · ${(e=>`${e} نوشته`)(R(e.rows))}</span>
    ${e.owner?b`<span class="soft">${`با`} ${e.owner.title}${e.due_fa?b` · ${`تا`} ${e.due_fa}`:C}</span>`:C}
    ${e.asked_since?b`<span class="soft">${(e=>`${e} بار پس از بستن`)(R(e.asked_since))}</span>`:C}
  </a>`;var n}(e,n?.id))}
    <p class="soft">${t.is_grouping?`دسته‌بندی در جریان است.`:t.grouped_at_fa?(i=t.grouped_at_fa,`آخرین دسته‌بندی: ${i}`):`هنوز دسته‌بندی نشده است؛ هر شب خودکار انجام می‌شود.`}
      ${t.alone?(r=R(t.alone),`${r} نوشته در هیچ دسته‌ای نیست.`):C}</p>
    <p class="buttons"><button class="small" @click=${()=>{e.read()}}>${`تازه کردن`}</button>
      ${e.mayKeep?b`<button class="small" @click=${()=>{e.group()}}>${`دسته‌بندی همین حالا`}</button>`:C}</p>`:C;var r,i}(e)}</nav>
    <section class="case" aria-label=${Mn}>
      <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
      <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
      ${t?function(e,t){let n=t.state===`open`||t.state===`assigned`;return b`<p><a class="back" href=${z(`themes`)}>${`بازگشت به فهرست`}</a></p>
    <div class="case-head"><h2 id="theme-title" tabindex="-1">${Wn(t)}</h2><span class="state">${t.state_fa}</span></div>
    <div class="case-body"><div class="case-main">
      ${function(e){return b`<h3>${`نوشته‌های شهروندان`}</h3>
    ${e.words.length?C:b`<p class="soft">${`کمتر از سه نفر گفته‌اند؛ نوشته‌ها نشان داده نمی‌شود.`}</p>`}
    <ul class="said-words">${e.words.map(e=>{return b`<li><p class="words">${e.text}</p>
      <p class="soft">${[e.times>1?(t=R(e.times),`${t} بار`):``,e.reason_fa,e.service_title,e.aspect_fa].filter(Boolean).join(` · `)}</p></li>`;var t})}</ul>`}(t)}
      ${e.mayKeep?b`${n?function(e,t){let n=e.board?.owners??[];return b`
    <form class="fields" aria-label=${Rn} @submit=${t=>qn(t,e,`name`,`نام ثبت شد.`)}>
      <label class="wide">${Rn}<input name="title" required minlength="3" maxlength="120" autocomplete="off" .value=${t.title??t.proposal?.slice(0,120)??``}></label>
      <button>${`ثبت نام`}</button></form>
    <form class="fields" aria-label=${zn} @submit=${t=>qn(t,e,`assign`,`سپرده شد.`)}>
      <label>${`چه کسی`}<select name="owner_id" required><option value="">${`یک نفر را برگزینید`}</option>
        ${n.map(({id:e,title:n})=>b`<option value=${e} .selected=${e===t.owner?.id}>${n}</option>`)}</select></label>
      <label>${`تا چه روزی (شمسی، مانند ⁦۱۴۰۵/۰۹/۳۰⁩ یا «۳۰ آذر»)`}<input name="due" dir="ltr" maxlength="10" autocomplete="off"></label>
      <button class="main">${zn}</button></form>
    ${t.kind===`question`?function(e,t){return b`<form class="fields" aria-label=${Bn} @submit=${t=>function(e,t){e.preventDefault();let n=`${new FormData(e.target).get(`q`)??``}`.trim();n&&t.search(n)}(t,e)}>
    <label class="wide">${Bn}<input name="q" type="search" maxlength="200" autocomplete="off" placeholder=${`جست‌وجوی خدمت`}></label>
    <button>${`بیاب`}</button>
    <p class="buttons wide">${(e.found??t.likely).map(({id:t,title:n})=>b`<button type="button" class="small"
      @click=${()=>{e.step(`answer`,`به خدمت پیوند خورد و موضوع بسته شد.`,{service_id:t})}}>${(e=>`پیوند به «${e}»`)(n)}</button>`)}</p></form>`}(e,t):C}
    <form class="fields" aria-label=${Vn} @submit=${t=>qn(t,e,`dismiss`,`کنار گذاشته شد.`)}>
      <label class="wide">${`چرا کنار گذاشته شود؟`}<input name="reason" required minlength="3" maxlength="500" autocomplete="off"></label>
      <button>${Vn}</button></form>`}(e,t):C}${function(e,t,n){let r=t.kind===`question`&&t.words.length>0;return b`<p class="buttons">
    ${n?C:b`<button @click=${()=>{e.step(`reopen`,`دوباره باز شد.`)}}>${`باز کردن دوباره`}</button>`}
    ${r?b`<button title=${`همین پرسش‌ها را از جست‌وجوی کنونی می‌پرسد.`} @click=${()=>{e.step(`recheck`,`دوباره پرسیده شد.`)}}>${`دوباره بپرس`}</button>
          <button @click=${()=>{e.export()}}>${`پرسش‌های آزمون برای کاتالوگ`}</button>`:C}</p>
    ${e.lines?b`<label>${`سطرهای YAML`}<textarea class="code" dir="auto" rows="8" readonly .value=${e.lines}></textarea></label>`:C}`}(e,t,n)}`:C}
    </div>
    <aside class="case-side" aria-label=${Ln}>${function(e){return b`<dl>${[[`چند نفر`,e.people?R(e.people):In],[Ln,e.reasons.map(({title_fa:e,count:t})=>`${e}: ${R(t)}`).join(`؛ `)||void 0],[`بیشتر دربارهٔ`,e.agency_name],[`با`,e.owner?.title],[`تا`,e.due_fa],[`پاسخ در`,e.service?.title],[`دلیل کنار گذاشتن`,e.reason],[`جست‌وجو اکنون این‌ها را می‌یابد`,e.likely.map(({title:e})=>e).join(`؛ `)||void 0]].map(([e,t])=>t?b`<div><dt>${e}</dt><dd>${t}</dd></div>`:C)}</dl>
    ${e.latest_fa?b`<p class="soft">${n=e.latest_fa,`آخرین: ${n}`}</p>`:C}
    ${e.merged_into?b`<p><a href=${z(`themes`,`${e.merged_into}`)}>${t=R(e.merged_into),`نوشته‌هایش اکنون در موضوع ${t} است.`}</a></p>`:C}
    ${e.checked?b`<p>${((e,t,n)=>`از ${t} پرسش، اکنون ${e} تا پاسخ می‌گیرد (${n}).`)(R(e.checked.answered),R(e.checked.asked),e.checked.at_fa)}</p>`:C}`;var t,n}(t)}</aside></div>`}(e,t):b`<p class="empty">${`یک موضوع را برگزینید.`}</p>`}
    </section>
  </main>`}function Wn(e){return e.title??e.proposal??`بی‌نام`}function Gn(e){if(e.key!==`ArrowDown`&&e.key!==`ArrowUp`)return;let t=[...e.currentTarget.querySelectorAll(`a.entry`)],n=t.indexOf(document.activeElement),r=t[n+(e.key===`ArrowDown`?1:-1)];n<0||!r||(e.preventDefault(),r.focus())}function Kn(e){return e.target.value}async function qn(e,t,n,r){e.preventDefault();let i=e.target,a=[...new FormData(i)].map(([e,t])=>[e,e===`due`?V(`${t}`).trim():`${t}`.trim()]);await t.step(n,r,Object.fromEntries(a.filter(([,e])=>e)))}var Jn=e=>`${e} قطع نیست`,Yn=e=>`پاسخ دستگاه به ${e} نفر می‌رسد`,Xn=`تأیید قطعی`,Zn=class extends P{#e;constructor(e,t,n){super(n),this.terms=t,this.suspected=[],this.waiting=0,this.done=``,this.agency=``,this.#e=new N(e)}async read(){await this.attempt(async()=>{let e=await this.#e.get(`outages`);[this.outages,this.suspected]=[e.outages,e.suspected],this.waiting=this.suspected.length})}heard(e){this.waiting=Object.keys(e.suspected).length,this.outages&&this.read(),this.tell()}choose(e){[this.agency,this.looked]=[e,void 0],this.tell()}look(e){[this.agency,this.looked,this.dismissed]=[e.agency_id,e,void 0],this.tell()}askWhy(e){this.dismissed=e,this.tell()}add(e){return this.#t(`قطعی تأیید شد و به کسانی که پرونده دارند خبر داده می‌شود.`,async()=>{await this.#e.post(`outages`,e).catch(e=>{throw e instanceof M&&e.code===`invalid`?new M(422,`invalid`,`روز یا ساعت درست نیست، یا پایان پیش از آغاز است. مانند ⁦۱۴۰۵/۰۹/۰۴ ۱۱:۰۰⁩ یا «فردا ۱۱» بنویسید.`):e}),[this.agency,this.looked]=[``,void 0]})}dismiss(e,t,n){return this.#t((e=>`ثبت شد؛ تا ${e} ساعت از این دستگاه خبری داده نمی‌شود.`)(R(n)),async()=>{await this.#e.post(`outages/suspected/${e}/dismiss`,{reason:t,hours:n}),this.dismissed=void 0})}async merge(e){let t=``;await this.#t(``,async()=>{let{merged:n,left:r}=await this.#e.post(`outages/${e}/merge`);t=((e,t)=>`${e} پرونده یکی شد.${t?` ${t} پروندهٔ دیگر مانده است؛ دوباره بزنید.`:``}`)(R(n),r?R(r):``)}),t&&(this.done=t),this.tell()}end(e){return this.#t(`پایان قطعی ثبت شد و به همهٔ کسانی که پروندهٔ باز دارند خبر داده می‌شود.`,async()=>{await this.#e.post(`outages/${e}/end`)})}async#t(e,t){return this.done=``,!!await this.attempt(t)&&(await this.read(),this.done=e,this.tell(),!0)}},Qn=`برای چه کاری`,$n=`وضعیت`,er=`آخرین کاربرد`,tr=`پایان`,nr={agency:`رسیدگی دستگاه به پرونده‌هایش`,open311:`ثبت پرونده با Open311`},rr={name:`نام باید ۳ تا ۶۴ نویسه باشد.`,agency_id:`دستگاهی که کلید پرونده‌هایش را باز می‌کند انتخاب کنید.`,days:`شمار روزها باید میان ۱ و ۱۰۹۵ باشد.`},ir=class extends P{#e;constructor(e,t){super(t),this.scope=`agency`,this.done=``,this.faults=new H,this.#e=new N(e)}async arrive(){[this.once,this.asked,this.done]=[void 0,void 0,``],this.faults.clear(),await this.#t()}choose(e){this.scope=e,this.tell()}ask(e){this.asked=e,this.tell(),e&&L(`#sure-yes`)}hide(){this.once=void 0,this.tell()}async make(e){return this.done=``,await this.attempt(()=>this.faults.guard(rr,`agency_id`,async()=>{let t=await this.#e.post(`keys`,e);var n,r;this.once={title:(r=t.name,`کلید ${r}`),text:t.key,hint:(n=t.expires_at_fa,`این کلید فقط همین یک بار نشان داده می‌شود و تا ${n} کار می‌کند. اکنون رونوشت بردارید؛ اگر گم شد، کلید تازه‌ای بسازید.`)}}))?(await this.#t(),await L(`#once-title`),!0):(this.faults.first&&await L(`.other-keys [name=${this.faults.first}]`),!1)}async revoke({id:e}){this.asked=void 0,await this.attempt(()=>this.#e.post(`keys/${e}/revoke`))&&(await this.#t(),this.done=`کلید باطل شد.`,this.tell(),await L(`#keys-title`))}async#t(){await this.attempt(async()=>{this.keys=await this.#e.get(`keys`)})}};function J(e,t){return(e.length>12?[...e].sort(([,e],[,t])=>e.localeCompare(t,`fa`)):e).map(([e,n])=>b`<option value=${e} .selected=${e===t}>${n}</option>`)}function ar(e){e.preventDefault();let t=[...new FormData(e.target)].map(([e,t])=>[e,`${t}`.trim()]);return Object.fromEntries(t.filter(([,e])=>e))}function or(e,t){return J((e?.agencies??[]).map(({id:e,title:t})=>[e,t]),t)}function sr(e,t,n){return b`<div><label>${`دستگاه`}<select name="agency_id" aria-invalid=${!!e.of(`agency_id`)} aria-describedby=${W(e,`agency_id`)}>
    <option value="">${`دستگاه را برگزینید`}</option>${or(t,n)}</select></label>${U(e,`agency_id`)}</div>`}function cr(e,t,n,r){return b`<div class="case-sheet" role="group" aria-labelledby="sure">
    <p id="sure">${e}</p>
    <p class="buttons"><button class="main" id="sure-yes" @click=${n}>${t}</button><button @click=${r}>${`نه`}</button></p></div>`}function lr({title:e,text:t,hint:n},r){return b`<section class="panel once" aria-labelledby="once-title">
    <h2 id="once-title" tabindex="-1">${e}</h2>
    <p>${n}</p>
    <p class="secret" id="once-text" dir="ltr">${t}</p>
    <p class="buttons"><button class="main" @click=${e=>{(async function(e,t){let n=e.currentTarget.parentElement?.querySelector(`[role=status]`);try{await navigator.clipboard.writeText(t),n&&(n.textContent=`رونوشت برداشته شد.`)}catch{let e=document.getElementById(`once-text`);e&&getSelection()?.selectAllChildren(e)}})(e,t)}}>${`رونوشت`}</button>
      <button id="once-hide" @click=${r}>${`برداشتم، پنهان شود`}</button><span role="status" class="soft"></span></p>
  </section>`}var ur=[2,6,12,24,72];function dr(e,t){return t.length?b`<p>${e}: ${t.map(e=>((e,t)=>`${e} (${t})`)(e.title,R(e.people))).join(`، `)}</p>`:C}function fr(e){return new Intl.NumberFormat(`fa-IR`,{maximumFractionDigits:+(e<10),useGrouping:!1}).format(e)}var pr=`حساب من`,mr=class extends P{#e;constructor(e,t,n){super(n),this.line=t,this.done=``,this.#e=new N(e)}async arrive(e){await this.#n(),this.done=e?`گذرواژه عوض شد و از مرورگرهای دیگر خارج شدید.`:``,this.tell()}async change(e,t,n,r){if(this.done=``,this.line.hangUp(),!await this.attempt(async()=>{if(t!==n)throw new M(422,`not_alike`,`دو گذرواژهٔ تازه یکی نیستند. دوباره بنویسید.`);await this.#e.post(`session/password`,{old:e,new:t,code:r}).catch(e=>{throw e instanceof M&&e.code===`invalid`?new M(422,`invalid`,`گذرواژهٔ تازه باید دست‌کم ۱۲ نویسه و کد شش رقم داشته باشد.`):e})}))return this.line.listen();history.replaceState(null,``,`#own/changed`),location.reload()}end(e){return this.#t(`آن ورود پایان یافت.`,`sessions/${e}/end`)}endOthers(){return this.#t(`از همهٔ مرورگرهای دیگر خارج شدید.`,`sessions/end`)}async#t(e,t){this.done=``,await this.attempt(()=>this.#e.post(t))&&(await this.#n(),this.done=e,this.tell())}async#n(){await this.attempt(async()=>{this.sessions=await this.#e.get(`sessions`)})}},Y={title:`ثبت برای تماس‌گیرنده`,heard:`تماس‌گیرنده چه می‌گوید؟`,heardHint:`گفته‌ها را همان‌طور که می‌شنوید بنویسید؛ بخش‌های زیر خودشان پر می‌شوند و می‌توانید عوضشان کنید.`,reading:`در حال فهمیدن…`,readAgain:`خواندن دوباره`,filledIn:`از گفته‌ها پر شد؛ با تماس‌گیرنده درست بودنش را ببینید.`,notUnderstood:`فهم خودکار اکنون در دسترس نیست؛ فقط نام‌ها پیدا شد. بقیه را خودتان پر کنید.`,toAsk:`از تماس‌گیرنده بپرسید:`,questions:{text:`چه پیش آمده است؟`,agency:`این کار با کدام اداره یا سازمان است؟ اگر نمی‌داند، «نمی‌داند» را برگزینید.`,province:`در کدام استان و شهر؟`,caller:`نام شما چیست و با صاحب پرونده چه نسبتی دارید؟`,consent:`اجازه می‌دهید پرونده را ثبت کنم؟`},allKnown:`همهٔ بخش‌های لازم پر است. خلاصه را بخوانید و اجازه بگیرید.`,emergency:(e,t)=>`خطر فوری است: بگویید همین حالا با ${e} (${t}) تماس بگیرد.`,otherLine:(e,t)=>`شاید این موضوع با ${e} (${t}) باشد، نه ۱۲۸.`,matter:`موضوع`,kind:`نوع`,agency:`دستگاه`,agencyUnknown:`نمی‌داند؛ میز ۱۲۸ پیدا می‌کند`,chooseAgency:`برگزینید`,indicator:`شاخص`,noIndicator:`هیچ‌کدام`,province:`استان`,noProvince:`نمی‌گوید`,city:`شهر`,guess:(e,t)=>`شاید دربارهٔ «${e}» از ${t} باشد؛ بپرسید.`,takeGuess:`بله، همین است`,similar:`دیگران هم گفته‌اند؛ بپرسید می‌خواهد همان را پیگیری کند؟`,outageIs:(e,t,n,r)=>`قطعی تأییدشدهٔ ${e} از ${t}؛ پایان: ${n}؛ منبع: ${r}`,endUnknown:`معلوم نیست`,caseIs:(e,t,n,r)=>`پیگیری همان پرونده: ${e}، ${t} نفر، از ${n}، ${r}`,alone:`پروندهٔ خودش جدا رسیدگی شود`,service:`خدمت`,drop:`برداشتن خدمت`,caller:`تماس‌گیرنده`,relation:`برای چه کسی تماس گرفته است؟`,relations:{self:`برای خودش`,family:`برای یکی از خانواده`,guardian:`ولی یا قیم است`,attorney:`وکیل است`,other:`برای کس دیگر`},callerName:`نام تماس‌گیرنده`,identity:`نام شهروند نزد چه کسی بماند؟`,name:`نام شهروند`,mobile:`شماره همراه`,mobileHint:`شماره را برای تماس‌گیرنده بازخوانی کنید.`,nationalId:`کد ملی (اگر می‌گوید)`,sms:`کد رهگیری و رمز به این شماره پیامک شود`,consent:`رضایت چگونه داده شد؟`,consents:{spoken:`شفاهی، در همین تماس`,recorded:`شفاهی؛ تماس ضبط شده است`,document:`با وکالت‌نامه یا حکم قیمومت`},statement:`گفتهٔ تماس‌گیرنده هنگام رضایت`,statementReady:`پس از شنیدن خلاصه گفت: بله، ثبت کنید.`,isAgreed:`خلاصه را برای تماس‌گیرنده خواندم و او پذیرفت.`,summary:`خلاصه برای خواندن`,summaryLater:`پس از نوشتن گفته‌های تماس‌گیرنده، خلاصه اینجا می‌آید.`,summaryIs:(e,t,n,r)=>`${e} شما ${t?`از ${t}`:`برای یافتن دستگاه مسئول`}${n?`، در ${n}`:``}: «${r}». آیا ثبت کنم؟`,file:`ثبت پرونده`,filing:`در حال ثبت…`,alreadyFiled:`این تماس پیش‌تر ثبت شده است و تغییر آن دیگر ثبت نمی‌شود. پرونده را در «پرونده‌ها» ببینید یا تماس بعدی را آغاز کنید.`,missing:`هنوز کامل نیست:`,needs:{text:`گفته‌های تماس‌گیرنده (دست‌کم سه نویسه)`,agency:`دستگاه، یا «نمی‌داند»`,caller:`نام تماس‌گیرنده`,anonymous:`کسی که برای دیگری تماس گرفته نمی‌تواند ناشناس بماند`,mobile:`شماره همراه درست (۱۱ رقم، با ۰۹ آغاز می‌شود)`,nationalId:`کد ملی درست (۱۰ رقم)`,statement:`گفتهٔ تماس‌گیرنده هنگام رضایت`,consent:`رضایت تماس‌گیرنده`},filed:`پرونده ثبت شد`,readAloud:`این‌ها را بخش‌بخش بخوانید و بخواهید بازخوانی کند.`,part:e=>`بخش ${e}`,code:`کد رهگیری`,pin:`رمز`,pinHint:`رمز فقط همین یک بار دیده می‌شود.`,due:(e,t)=>`${e} تا ${t} وقت دارد پاسخ دهد.`,smsSent:`کد و رمز پیامک می‌شود.`,smsOff:`پیامک در این سامانه روشن نیست؛ بخواهید یادداشت کند.`,print:`چاپ رسید`,next:`تماس بعدی`,see:`دیدن پرونده`},hr=/^(\+98|0)9\d{9}$/,gr={text:``,kind:`complaint`,agency_id:``,indicator:``,province:``,city:``,service_id:``,follow:``,relation:`self`,caller_name:``,identity:`sealed`,name:``,mobile:``,national_id:``,sms:!0,consent:`spoken`,statement:Y.statementReady,isAgreed:!1},_r=class extends P{#e;#t;#n;#r;#i;constructor(e,t,n){super(n),this.terms=t,this.form={...gr},this.isReading=!1,this.isFiling=!1,this.isTried=!1,this.filled=new Set,this.#t=new Set,this.#n=crypto.randomUUID(),this.#i=0,this.#e=new N(e)}set(e,t){this.form={...this.form,[e]:t},this.#t.add(e),this.filled.delete(e),e===`province`&&(this.form.city=``),e===`text`&&this.#a(),this.tell()}takeGuess(){let e=this.heard?.service;e&&(this.set(`service_id`,e.id),this.set(`agency_id`,e.agency.id))}async read(){clearTimeout(this.#r);let e=this.form.text.trim();if(e.length<3)return;let t=++this.#i;this.isReading=!0,this.tell(),await this.attempt(async()=>{let n=await this.#e.post(`heard`,{text:e});t===this.#i&&this.#o(n)}),t===this.#i&&(this.isReading=!1),this.tell()}get questions(){let{form:e}=this,t={text:e.text.trim().length<3,agency:!e.agency_id,province:!e.province&&!this.#t.has(`province`),caller:e.relation!==`self`&&!e.caller_name.trim(),consent:!e.isAgreed};return Object.keys(t).filter(e=>t[e])}get needs(){let{form:e}=this,t=e.relation!==`self`,n=e.identity===`anonymous`,r={text:e.text.trim().length<3,agency:!e.agency_id,caller:t&&e.caller_name.trim().length<2,anonymous:t&&n,mobile:!n&&!!e.mobile&&!hr.test(yr(e.mobile)),nationalId:!n&&!!e.national_id&&!/^\d{10}$/.test(yr(e.national_id)),statement:e.statement.trim().length<3,consent:!e.isAgreed};return Object.keys(r).filter(e=>r[e])}get summary(){let{form:e}=this,t=this.terms(),n=t?.kinds.find(({id:t})=>t===e.kind)?.title??``,r=t?.agencies.find(({id:t})=>t===e.agency_id)?.title??``,i=[...new Set([e.province,e.city].filter(Boolean))].join(`، `),a=e.text.trim();return a?Y.summaryIs(n,r,i,a):Y.summaryLater}async file(){if(this.isTried=!0,this.tell(),this.needs.length||this.isFiling)return!1;this.isFiling=!0;let e=await this.attempt(async()=>{try{this.receipt=await this.#e.post(`cases`,function(e){let t=e.identity===`anonymous`,n=yr(e.mobile),r=vr({mobile:n,name:e.name.trim(),national_id:yr(e.national_id)}),i=e.relation!==`self`;return{...vr({kind:e.kind,agency_id:e.agency_id===`-`?``:e.agency_id,indicator:e.kind===`praise`?``:e.indicator,province:e.province,city:e.city.trim(),service_id:e.service_id,follow:e.follow,description:e.text.trim(),identity:e.identity}),...t||!Object.keys(r).length?{}:{contact:r},mandate:{relation:e.relation,consent:e.consent,statement:e.statement.trim(),...i?{caller_name:e.caller_name.trim()}:{}},sms:e.sms&&!t&&!!n}}(this.form),this.#n)}catch(e){throw!(e instanceof M)||e.code!==`key_reused`?e:new M(e.status,e.code,Y.alreadyFiled)}});return this.isFiling=!1,this.tell(),e}next(){clearTimeout(this.#r),this.#i+=1,this.form={...gr},this.heard=this.receipt=void 0,this.isTried=this.isReading=!1,this.filled.clear(),this.#t.clear(),this.#n=crypto.randomUUID(),this.notice=``,this.tell()}#a(){clearTimeout(this.#r),this.#r=setTimeout(()=>{this.read()},700)}#o(e){this.heard=e,[...e.similar?.outages??[],...e.similar?.cases??[]].map(({offer:e})=>e).includes(this.form.follow)||(this.form={...this.form,follow:``});let t={...e.kind?{kind:e.kind}:{},...e.agency?{agency_id:e.agency.id}:{},...e.indicator?{indicator:e.indicator}:{},...e.province?{province:e.province,city:e.city??``}:{}};for(let[e,n]of Object.entries(t)){let t=e===`city`&&this.#t.has(`province`);this.#t.has(e)||t||!n||(this.form={...this.form,[e]:n},this.filled.add(e))}}};function vr(e){return Object.fromEntries(Object.entries(e).filter(([,e])=>e))}function yr(e){return V(e).replace(/[\s-]/g,``)}function br(e,t,n,r){let i=`${e.form[t]}`;return b`<label class="wide">${n}
    <select id="phone-${t}" @change=${n=>e.set(t,n.target.value)}>
      ${r.map(([e,t])=>b`<option value=${e} .selected=${e===i}>${t}</option>`)}
    </select></label>`}function xr(e,t,n,{maxlength:r,isNumber:i,hint:a}){return b`<label class="wide">${n}
    <input id="phone-${t}" maxlength=${r} dir=${i?`ltr`:`auto`} inputmode=${i?`numeric`:`text`}
      autocomplete="off" .value=${`${e.form[t]}`} aria-describedby=${a?`hint-${t}`:C}
      @input=${n=>e.set(t,n.target.value)}></label>
    ${a&&e.form[t]?b`<p class="soft wide" id="hint-${t}">${a}</p>`:C}`}function Sr(e,t,n){return b`<label class="check wide"><input type="checkbox" id="phone-${t}" .checked=${e.form[t]}
    @change=${n=>e.set(t,n.target.checked)}>${n}</label>`}function Cr(e,t){return b`<h3>${e}</h3>
    <ol class="dictated" dir="ltr" aria-label=${e}>
      ${t.map(({signs:e,spoken:t},n)=>b`<li><small>${Y.part(R(n+1))}</small><b>${e}</b><span dir="rtl">${t}</span></li>`)}
    </ol>`}function wr(e,t,n,r){let i=`${e.form[t]}`;return b`<label class=${e.filled.has(t)?`filled`:``}>${n}
    <select id="phone-${t}" @change=${n=>e.set(t,n.target.value)}>
      ${r.map(({id:e,title:t})=>b`<option value=${e} .selected=${e===i}>${t}</option>`)}
    </select></label>`}var Tr=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}},{I:Er}=Pe,Dr=e=>e,Or=()=>document.createComment(``),kr=(e,t,n)=>{let r=e._$AA.parentNode,i=t===void 0?e._$AB:t._$AA;if(n===void 0)n=new Er(r.insertBefore(Or(),i),r.insertBefore(Or(),i),e,e.options);else{let t=n._$AB.nextSibling,a=n._$AM,o=a!==e;if(o){let t;n._$AQ?.(e),n._$AM=e,n._$AP!==void 0&&(t=e._$AU)!==a._$AU&&n._$AP(t)}if(t!==i||o){let e=n._$AA;for(;e!==t;){let t=Dr(e).nextSibling;Dr(r).insertBefore(e,i),e=t}}}return n},X=(e,t,n=e)=>(e._$AI(t,n),e),Ar={},jr=(e,t=Ar)=>e._$AH=t,Mr=e=>{e._$AR(),e._$AA.remove()},Nr=(e,t,n)=>{let r=new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},Pr=(e=>(...t)=>({_$litDirective$:e,values:t}))(class extends Tr{constructor(e){if(super(e),e.type!==2)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(e,[t,n,r]){let i=e._$AH,{values:a,keys:o}=this.dt(t,n,r);if(!Array.isArray(i))return this.ut=o,a;let s=this.ut??=[],c=[],l,u,d=0,f=i.length-1,p=0,m=a.length-1;for(;d<=f&&p<=m;)if(i[d]===null)d++;else if(i[f]===null)f--;else if(s[d]===o[p])c[p]=X(i[d],a[p]),d++,p++;else if(s[f]===o[m])c[m]=X(i[f],a[m]),f--,m--;else if(s[d]===o[m])c[m]=X(i[d],a[m]),kr(e,c[m+1],i[d]),d++,m--;else if(s[f]===o[p])c[p]=X(i[f],a[p]),kr(e,i[d],i[f]),f--,p++;else if(l===void 0&&(l=Nr(o,p,m),u=Nr(s,d,f)),l.has(s[d])){if(l.has(s[f])){let t=u.get(o[p]),n=t===void 0?null:i[t];if(n===null){let t=kr(e,i[d]);X(t,a[p]),c[p]=t}else c[p]=X(n,a[p]),kr(e,i[d],n),i[t]=null;p++}else Mr(i[f]),f--}else Mr(i[d]),d++;for(;p<=m;){let t=kr(e,c[m+1]);X(t,a[p]),c[p++]=t}for(;d<=f;){let e=i[d++];e!==null&&Mr(e)}return this.ut=o,jr(e,c),S}}),Fr=`واژه‌ای از پیام یا موضوع`,Ir={waited:`بیشترین انتظار`,newest:`تازه‌ترین`,mood:`ناراضی‌ها نخست`,topic:`موضوع`},Lr={ي:`ی`,ى:`ی`,ئ:`ی`,ك:`ک`,ۀ:`ه`,ة:`ه`,أ:`ا`,إ:`ا`,ؤ:`و`},Rr=/[\u064B-\u065F\u0670\u0640]/g,zr=/\u200C+/g;function Br(e){return V(e.normalize(`NFC`)).replace(/[يىئكۀةأإؤ]/g,e=>Lr[e]).replace(Rr,``).toLowerCase()}function Vr(e,t){let n=Br(e),r=`${n.replace(zr,``)} ${n.replace(zr,` `)}`;return Br(t).replace(zr,``).split(/\s+/).filter(Boolean).every(e=>r.includes(e))}var Hr={words:``,channel:``,mood:``,sort:`waited`},Ur=[`abusive`,`upset`,`calm`];function Wr(e,t){let n=e.filter(e=>(!t.channel||e.channel===t.channel)&&(!t.mood||e.mood===t.mood)&&(!t.words.trim()||Vr(`${e.preview} ${e.about_fa} ${e.channel_fa}`,t.words)));return t.sort===`newest`?n.reverse():t.sort===`mood`?n.sort((e,t)=>Ur.indexOf(e.mood)-Ur.indexOf(t.mood)):t.sort===`topic`?n.sort(Gr):n}function Gr(e,t){return e.about_fa&&t.about_fa?e.about_fa.localeCompare(t.about_fa,`fa`):Number(!e.about_fa)-Number(!t.about_fa)}function Kr(e,t,n){return[...new Map(e.map(e=>[e[t],e[n]]))]}function qr(e,t,n,r,i){return b`<label><span>${e}</span><select id="queue-${t}" @change=${e=>i(e.target.value)}>
    ${n.map(([e,n])=>b`<option value=${e} .selected=${e===r[t]}>${n}</option>`)}</select></label>`}function Jr(e,t,n,r){return b`<section>
    <h2>${t} <span class="count">${R(n.length)}</span></h2>
    ${n.length?b`<ul class="entries" @keydown=${Xr}>${Pr(n,({conversation_id:e})=>e,t=>Yr(e,t))}</ul>`:b`<p class="soft">${r}</p>`}
  </section>`}function Yr(e,t){let n=e.talk?.conversation_id===t.conversation_id,r=t.owner===`queue`,i=t.is_unanswered&&!r;return b`<li>
    <button class="entry" aria-current=${n?`true`:`false`} data-id=${t.conversation_id}
      data-wait=${r?function(e,t=Date.now()){let n=e?(t-Date.parse(e))/6e4:0;return n>=10?`late`:n>=3?`long`:`new`}(t.queued_at):C} @click=${()=>e.open(t.conversation_id)}>
      <span class="preview">${t.preview||`…`}</span>
      <span class="facts"><span class="wait">${function({owner:e,owner_id:t,owner_name:n,queued_at:r,owned_since:i},a){if(e===`queue`)return r?(e=>`${e} در صف`)(St(r)):``;let o=i?(e=>`${e} در دست`)(St(i)):``;return n&&t!==a?((e,t)=>`${e}، ${t}`)(n,o):o}(t,e.session.account.id)}</span>
        <span>${t.channel_fa}</span>
        ${t.mood===`calm`?C:b`<span class="mood-of">${t.mood_fa}</span>`}
        ${i?b`<span class="badge">${`منتظر پاسخ`}</span>`:C}
        ${t.about_fa?b`<span class="about">${t.about_fa}</span>`:C}</span>
    </button>
  </li>`}function Xr(e){let t={ArrowDown:1,ArrowUp:-1}[e.key],n=e.currentTarget;if(!t)return;let r=[...n.querySelectorAll(`.entry`)];r[r.indexOf(document.activeElement)+t]?.focus(),e.preventDefault()}function Zr(e){return e===void 0?void 0:xt(e)}var Z={title:`پاسخ‌های آماده`,hint:`آنچه زیاد گفته می‌شود را یک بار بنویسید. پاسخ در کادر پاسخ می‌نشیند و پیش از فرستادن می‌شود تغییرش داد.`,find:`جست‌وجو در پاسخ‌های آماده`,words:`واژه‌ای از عنوان یا متن`,whose:`از آنِ`,all:`همه`,own:`خودم`,shared:`مشترک`,retired:`کنار گذاشته‌ها`,show:`نشان بده`,none:`پاسخ آماده‌ای با این ویژگی‌ها نیست.`,nothingYet:`هنوز پاسخ آماده‌ای نیست. نخستین را در پایین بنویسید.`,list:`فهرست پاسخ‌های آماده`,by:(e,t)=>`${e}، ${t}`,since:e=>`از ${e}`,noneFound:`پاسخ آماده‌ای با این واژه‌ها نیست. Esc فهرست را می‌بندد.`,keep:`ساختن و ویرایش پاسخ‌های آماده`,edit:`ویرایش`,editOf:e=>`ویرایش «${e}»`,retire:`کنار گذاشتن`,retireOf:e=>`کنار گذاشتن «${e}»`,restore:`برگرداندن`,restoreOf:e=>`برگرداندن «${e}»`,newTitle:`پاسخ آمادهٔ تازه`,changeTitle:`ویرایش پاسخ آماده`,name:`عنوان`,text:`متن`,forAll:`برای همهٔ کارشناسان`,forMe:`فقط برای خودم`,isShared:`چه کسانی آن را می‌بینند؟`,places:`جای خالی`,placesHint:`با زدن هر نام، جای خالی‌اش در متن می‌نشیند و هنگام پاسخ با آنچه در گفت‌وگو هست پر می‌شود.`,put:e=>`گذاشتن {${e}} در متن`,preview:`شهروند چنین چیزی می‌بیند`,emptyPreview:`متن را بنویسید تا این‌جا ببینید.`,save:`ذخیره شود`,cancel:`انصراف`,added:`پاسخ آماده ساخته شد.`,changed:`پاسخ آماده تغییر کرد.`,wasRetired:`پاسخ آماده کنار گذاشته شد. هر وقت بخواهید از «کنار گذاشته‌ها» برمی‌گردد.`,restored:`پاسخ آماده برگشت.`,unfilled:e=>`جای «${e}» در پاسخ خالی است. آن را بنویسید یا بردارید و دوباره بفرستید.`,faults:{title:`عنوان باید ۲ تا ۸۰ نویسه باشد.`,text:`متن باید ۲ تا ۲۰۰۰ نویسه باشد.`}},Qr=class extends P{#e;constructor(e,t,n,r,i){super(i),this.mayShare=t,this.mayOwn=n,this.told=r,this.wanted={words:``,whose:``,retired:!1},this.text=``,this.done=``,this.faults=new H,this.#e=new N(e)}async arrive(){this.done=``,await this.#r()}async find(e){this.done=``,this.wanted=e,await this.#r()}async edit(e){this.faults.clear(),[this.open,this.text]=[e,e?.text??``],this.tell(),await L(`.ready [name=title]`)}write(e){this.text=e,this.faults.clear(),this.tell()}async save(e,t){let{open:n,text:r}=this,i={title:e,text:r};this.done=``;let a=()=>n?this.#t(n,i):this.#e.post(`ready-answers`,{...i,is_shared:t}),o=await this.attempt(()=>this.faults.guard(Z.faults,`text`,a));return this.faults.first&&await L(`.ready [name=${this.faults.first}]`),!!o&&([this.open,this.text]=[void 0,``],await this.#n(n?Z.changed:Z.added),!0)}async#t(e,t){let{id:n,version:r}=e;await this.#e.post(`ready-answers/${n}/change`,{...t,version:r}).catch(async t=>{throw t instanceof M&&t.version&&(this.open={...e,version:t.version},await this.#r()),t})}async retire({id:e}){await this.attempt(()=>this.#e.post(`ready-answers/${e}/retire`))&&await this.#n(Z.wasRetired)}async restore({id:e}){await this.attempt(()=>this.#e.post(`ready-answers/${e}/restore`))&&await this.#n(Z.restored)}async#n(e){await this.#r(),this.done=e,this.told(),this.tell()}#r(){let{words:e,whose:t,retired:n}=this.wanted,r=new URLSearchParams(Object.entries({words:e,whose:t,retired:n?`true`:``}).filter(([,e])=>e));return this.attempt(async()=>{this.list=await this.#e.get(`ready-answers?${r}`)})}},$r=/\{([^{}\n]+)\}/g,ei=new Intl.DateTimeFormat(`fa-IR`,{calendar:`persian`,timeZone:`Asia/Tehran`,day:`numeric`,month:`long`,year:`numeric`});function ti(e,t){return e.replace($r,(e,n)=>t(n)??e)}function ni(e,t){return ti(e,e=>t.find(t=>t.name===e)?.example)}function ri(e,t){return t.find(({name:t})=>e.includes(`{${t}}`))?.name}function ii(e){let t=ei.formatToParts(e),n=e=>t.find(t=>t.type===e)?.value??``;return`${n(`day`)} ${n(`month`)} ${n(`year`)}`}var Q={title:`دفتر میز`,hint:`هر کار و هر نگاه به اطلاعات شخصی در میز این‌جاست. خواندن این دفتر و گرفتن خروجی هم ثبت می‌شود.`,person:`چه کسی`,everybody:`همه`,action:`چه کاری`,anything:`هر کاری`,since:`از روز`,until:`تا روز`,dayHint:`روز شمسی مانند ⁦۱۴۰۵/۰۹/۰۷⁩، «۷ آذر» یا «دیروز»؛ هر دو روز به شمار می‌آید و خالی یعنی بی‌کران.`,code:`کد رهگیری پرونده`,show:`نشان بده`,save:`خروجی CSV`,saved:`خروجی ذخیره شد. گرفتن آن هم در دفتر آمد.`,table:`نوشته‌های دفتر`,when:`کی`,about:`دربارهٔ`,caseIs:`پرونده`,talkIs:`گفت‌وگو`,none:`نوشته‌ای با این ویژگی‌ها نیست.`,more:`پیش‌تر`,faults:{since:`این روز را نشناختیم. مانند ⁦۱۴۰۵/۰۹/۰۷⁩، «۷ آذر» یا «دیروز» بنویسید.`,until:`این روز را نشناختیم. مانند ⁦۱۴۰۵/۰۹/۰۷⁩، «۷ آذر» یا «دیروز» بنویسید.`,tracking_code:`این کد رهگیری نیست. هشت نویسه دارد، مانند ⁦7KQ2-M9XT⁩.`}},ai=class extends P{#e;#t;constructor(e,t){super(t),this.done=``,this.faults=new H,this.#t={account_id:``,action:``,since:``,until:``,tracking_code:``},this.#e=new N(e)}async arrive(){this.terms||(await this.attempt(async()=>{this.terms=await this.#e.get(`audit/terms`)}),await this.show(this.#t))}async show(e){this.#t=e,await this.#n(async()=>{this.entries=this.next=void 0,this.entries=await this.#r()})}more(){return this.#n(async()=>{this.entries=[...this.entries??[],...await this.#r(this.next)]})}async save(e){await this.#n(async()=>{let t=URL.createObjectURL(await this.#e.file(`audit.csv?${oi(e)}`));Object.assign(document.createElement(`a`),{href:t,download:`desk-record.csv`}).click(),URL.revokeObjectURL(t),this.done=Q.saved})}async#n(e){this.done=``,await this.attempt(()=>this.faults.guard(Q.faults,`until`,e)),this.faults.first&&await L(`.record [name=${this.faults.first}]`)}async#r(e){let t=oi(this.#t);e&&t.set(`before`,`${e}`);let n=await this.#e.get(`audit?${t}`);return this.next=n.next,n.entries}};function oi(e){return new URLSearchParams(Object.entries(e).filter(([,e])=>e))}function si({faults:e},t){return b`<div><label>${Q[t]}<input name=${t} dir="auto" maxlength="32" autocomplete="off" aria-invalid=${!!e.of(t)}
    aria-describedby=${W(e,t,`record-day-hint`)}></label>${U(e,t)}</div>`}var ci={talks:`گفت‌وگوها`,cases:`پرونده‌ها`,phone:`ثبت تلفنی`,upkeep:`نگهداری`,outages:`قطعی‌ها`,themes:`پرسش‌های باز`,record:`دفتر میز`,situation:`وضعیت`,periods:`دوره‌ها و کارنامه`,calls:`تماس‌های قرعه`,ready:`پاسخ‌های آماده`,accounts:`حساب‌ها`,keys:`کلیدها`,own:`حساب من`},li=`کلیدهای میان‌بر`,ui=[{title:`همه‌جا`,keys:[[`Alt+1 … Alt+9`,`رفتن به بخش‌ها`],[`?`,`همین فهرست`],[`Esc`,`بستن یا بازگشت`]]},{title:`گفت‌وگوها`,keys:[[`Alt+N`,`گرفتن نفر بعدی`],[`Alt+R`,`نوشتن پاسخ`],[`/`,`پاسخ آماده، در کادر پاسخ`],[`Enter`,`فرستادن پاسخ`],[`Alt+I`,`آنچه پیش از پاسخ باید دانست`],[`Alt+S`,`جست‌وجوی خدمت`],[`Alt+P`,`ثبت پرونده`],[`Alt+A`,`فرستادن خلاصهٔ پرونده و خواستن اجازه`],[`Ctrl+Enter`,`ثبت آنچه نوشته‌اید`],[`Alt+C`,`پایان گفت‌وگو`],[`Alt+Q`,`جست‌وجو در صف`],[`↑ ↓`,`رفتن در فهرست`],[`Alt+B`,`استراحت و برگشتن`],[`Alt+X`,`حذف اطلاعات شخصی`]]},{title:`پرونده‌ها`,keys:[[`Alt+S`,`جست‌وجو`],[`↑ ↓`,`رفتن در فهرست`],[`Alt+N`,`پروندهٔ بعدی فهرست`],[`Alt+R`,`ارجاع`],[`Alt+A`,`پاسخ دستگاه`],[`Alt+Q`,`پرسش از شهروند`],[`Alt+M`,`برگرداندن به میز`],[`Alt+Y`,`یادداشت`],[`Alt+J`,`پیوستن به پروندهٔ دیگر`],[`Alt+X`,`حذف اطلاعات شخصی`],[`Ctrl+Enter`,`ثبت آنچه نوشته‌اید`]]},{title:`وضعیت`,keys:[[`← ↑ → ↓`,`رفتن میان استان‌های نقشه`],[`Enter`,`پرونده‌های آن استان`]]},{title:`پرسش‌های باز`,keys:[[`↑ ↓`,`رفتن در فهرست`],[`Alt+R`,`نام موضوع`],[`Esc`,`بازگشت به فهرست`]]},{title:`ثبت تلفنی`,keys:[[`Alt+S`,`نوشتن گفته‌ها`],[`Alt+R`,`خواندن دوبارهٔ گفته‌ها`],[`Ctrl+Enter`,`ثبت پرونده`],[`Alt+N`,`تماس بعدی`]]}],di=`help`;function fi(){let e=document.getElementById(di);e?.open?e.close():e?.showModal()}function pi(e){e.target===e.currentTarget&&e.currentTarget.close()}function mi(e){let t=!1,n=!1;return async()=>{if(n=!0,!t){for(t=!0;n;)n=!1,await e();t=!1}}}var hi=3200,gi=class extends P{#e;#t;#n;#r;#i;#a;constructor(e,t,n){super(n),this.mayReadCases=t,this.nearest=[],this.measure=`waiting`,this.#t=mi(()=>this.#o()),this.#i=!1,this.#a=!1,this.#e=new N(e)}get agency(){return this.#n}arrive(e){return e!==this.#n&&(this.found=void 0),[this.#n,this.#i]=[e,!0],this.#t()}leave(){this.#i=!1,clearTimeout(this.#r)}heard(){this.#i&&this.#s(hi)}show(e){this.measure=e,this.tell()}point(e){this.pointed!==e&&(this.pointed=e,this.tell())}async#o(){let e=this.#n,t=e?`?agency_id=${encodeURIComponent(e)}`:``;await this.attempt(async()=>{let n=await this.#e.get(`situation${t}`),r=this.mayReadCases?await this.#e.get(`cases${t||`?`}&due_in_h=72`):[];e===this.#n&&([this.found,this.nearest]=[n,r.slice(0,8)])}),this.#i&&this.#s(3e4)}#s(e){e===hi&&this.#a||(clearTimeout(this.#r),this.#a=e===hi,this.#r=setTimeout(()=>{this.#a=!1,this.#t()},e))}},_i=`نقش`,vi={operator:`کارشناس`,supervisor:`سرپرست`,clerk:`کارشناس دستگاه`,auditor:`بازرس`,editor:`ویراستار`,administrator:`مدیر سامانه`,observer:`ناظر`},yi={operator:`به شهروندان پاسخ می‌دهد، پرونده‌ها را ارجاع می‌دهد و تلفنی ثبت می‌کند.`,supervisor:`کار کارشناس، و نیز وضعیت، آمار، تعطیلی‌ها، کارهای مانده و پاسخ‌های آمادهٔ مشترک.`,clerk:`فقط پرونده‌ها و آمار یک دستگاه را می‌بیند و پاسخ می‌دهد.`,auditor:`همه‌چیز را بی‌نام می‌بیند و دفتر میز را می‌خواند؛ چیزی را تغییر نمی‌دهد.`,editor:`پرسش‌های باز و دانسته‌های دستیار را نگه می‌دارد؛ گفت‌وگو و پرونده نمی‌بیند.`,administrator:`حساب‌ها، کلیدها، کارهای مانده و تعطیلی‌ها را نگه می‌دارد؛ گفت‌وگو و پرونده نمی‌بیند.`,observer:`فقط آمار و وضعیت را می‌بیند.`},bi=`وضعیت`,xi={active:`فعال`,invited:`دعوت شده`,lapsed:`دعوت بی‌پاسخ`,disabled:`بسته`},Si=`آخرین کار`,Ci=`بازگشت به فهرست`,wi={login:`نام کاربری باید ۳ تا ۶۴ نویسه و از حروف لاتین، رقم، نقطه، خط تیره یا زیرخط باشد.`,name:`نام باید ۳ تا ۱۰۰ نویسه باشد.`,role:`نقش را انتخاب کنید.`,agency_id:`برای کارشناس دستگاه، دستگاهش را انتخاب کنید.`},Ti={words:``,role:``,agency_id:``,state:``},Ei=class extends P{#e;constructor(e,t){super(t),this.isNew=!1,this.wanted={...Ti},this.number=1,this.role=`operator`,this.done=``,this.faults=new H,this.#e=new N(e)}async arrive(e){[this.account,this.asked,this.once,this.done]=[void 0,void 0,void 0,``],this.faults.clear(),this.isNew=e===`new`,this.role=`operator`,e&&!this.isNew?await this.#o(e):this.isNew?this.tell():await this.#s()}find(e){return this.wanted=e,this.turn(1)}turn(e){return this.number=e,this.#s()}choose(e){this.role=e,this.tell()}ask(e){this.asked=e,this.tell()}hide(){this.once=void 0,this.tell()}async invite(e){return this.done=``,this.#n(async()=>this.#r(await this.#e.post(`accounts`,e)))}async change(e){let{account:t}=this;if(t){if(this.done=``,e.name===t.name&&e.role===t.role&&e.agency_id===t.agency_id)return this.#a(`چیزی تغییر نکرده است.`);await this.#n(()=>this.#e.post(`accounts/${t.id}/change`,e))&&await this.#i(`حساب تغییر کرد.`)}}enable(){return this.#t(`enable`,`حساب باز شد و با همان گذرواژه کار می‌کند.`)}async take(e){if(e!==`renew`)return this.#t(e,e===`disable`?`حساب بسته شد.`:`همهٔ ورودهای این حساب پایان یافت.`);let{account:t}=this;this.asked=void 0;let n=await this.attempt(async()=>this.#r(await this.#e.post(`accounts/${t?.id}/renew`)));n&&await this.#i(``),n&&await L(`#once-title`)}async#t(e,t){let{account:n}=this;[this.done,this.asked]=[``,void 0],await this.attempt(()=>this.#e.post(`accounts/${n?.id}/${e}`))&&await this.#i(t),await L(`#account-title`)}async#n(e){let t=await this.attempt(()=>this.faults.guard(wi,`agency_id`,e));return this.faults.first&&await L(`.staff [name=${this.faults.first}]`),t}#r({account:e,link:t,until_fa:n}){var r,i;this.once={title:(i=e.name,`پیوند دعوت برای ${i}`),text:t,hint:(r=n,`این پیوند فقط همین یک بار نشان داده می‌شود و تا ${r} کار می‌کند. آن را فقط به دست خود او برسانید.`)}}async#i(e){this.account&&await this.#o(this.account.id),this.#a(e)}#a(e){this.done=e,this.tell()}#o(e){return this.attempt(async()=>{this.account=await this.#e.get(`accounts/${encodeURIComponent(e)}`),this.role=this.account.role})}#s(){let e=new URLSearchParams({page:`${this.number}`});for(let[t,n]of Object.entries(this.wanted))n&&e.set(t,n);return this.attempt(async()=>{this.page=await this.#e.get(`accounts?${e}`)})}};function Di(e,t,n,r){let{faults:i,role:a}=e;return b`<div><label>${`نام`}<input name="name" required maxlength="100" autocomplete="off" .value=${t?.name??``}
      aria-invalid=${!!i.of(`name`)} aria-describedby=${W(i,`name`)}></label>${U(i,`name`)}</div>
    <div><label>${_i}<select name="role" ?disabled=${r} aria-describedby="role-hint" @change=${t=>e.choose(t.target.value)}>
      ${J(Object.entries(vi),a)}</select></label><p class="soft" id="role-hint">${yi[a]}</p></div>
    ${a===`clerk`?sr(i,n,t?.agency_id??``):C}`}var Oi={"sign-out":`از همهٔ مرورگرها خارج می‌شود. نوشته‌های فرستاده‌نشده‌اش از دست می‌رود.`,renew:`گذرواژه و کدساز کنونی از کار می‌افتد و از همه‌جا خارج می‌شود. برای گوشی گم‌شده، گذرواژهٔ فراموش‌شده یا دعوت بی‌پاسخ است.`,disable:`از همه‌جا خارج می‌شود و دیگر نمی‌تواند وارد شود. گفت‌وگوهای در دستش به صف برمی‌گردد. هر وقت بخواهید دوباره باز می‌کنید.`},$=`/api/v1/desk`,ki=class{constructor(e=``){this.csrf=e,this.colleagues=()=>this.#e(`${$}/colleagues`),this.look=e=>this.#e(`${$}/conversations/${e}`),this.suggestions=e=>this.#e(`${$}/conversations/${e}/suggestions`),this.take=e=>this.#t(`${$}/conversations/${e}/take`),this.release=e=>this.#t(`${$}/conversations/${e}/release`),this.close=(e,t)=>this.#t(`${$}/conversations/${e}/close`,{reason:t}),this.note=(e,t)=>this.#t(`${$}/conversations/${e}/note`,{text:t}),this.types=e=>this.#t(`${$}/conversations/${e}/typing`),this.rest=e=>this.#t(`${$}/break`,{is_on:e}),this.presence=()=>this.#t(`${$}/presence`)}transfer(e,t){return this.#t(`${$}/conversations/${e}/transfer`,{account_id:t})}reply(e,t,n){return this.#t(`${$}/conversations/${e}/reply`,t,{"Idempotency-Key":n})}reveal(e,t){return this.#t(`${$}/conversations/${e}/turns/${t}/reveal`)}redact(e,t,n){return this.#t(`${$}/conversations/${e}/redact`,{words:t,reason:n})}async services(e){return(await this.#e(`/api/v1/services?limit=5&q=${encodeURIComponent(e)}`)).results}signIn(e,t,n){return this.#t(`${$}/session`,{login:e,password:t,code:n})}async signOut(){return(await this.#n(`${$}/session`,{method:`DELETE`}))?.continue_at}beginEnrolment(e){return this.#t(`${$}/enrolment/begin`,{token:e})}enrol(e,t,n){return this.#t(`${$}/enrolment`,{token:e,password:t,code:n})}#e(e){return this.#n(e,{})}#t(e,t={},n={}){return this.#n(e,{method:`POST`,body:JSON.stringify(t),headers:{"Content-Type":`application/json`,...n}})}#n(e,t){return dt(this.csrf,e,t)}},Ai=class{constructor(e,t){this.ask=e,this.changed=t}async search(e){this.found=e.trim()?await this.ask(e.trim()):void 0}preview(e){this.previewed=e,this.changed()}clear(){this.found=this.previewed=void 0}},ji=class{#e;constructor(e,t){this.heard=e,this.isDown=t}open(){let e=new EventSource(`/api/v1/desk/events`);this.#e=e;for(let[t,n]of this.heard)e.addEventListener(t,e=>n(JSON.parse(e.data)));e.addEventListener(`signed_out`,()=>location.assign(`/desk/sign-in`)),e.onopen=()=>this.isDown(!1),e.onerror=()=>this.isDown(!0)}close(){this.#e?.close()}},Mi=class{#e=Date.now();constructor(e,t){this.api=e,this.changed=t}start(e){setInterval(()=>{this.#t(e())},2e4)}touch(){this.#e=Date.now()}async rest(e){this.breakSince=(await this.api.rest(e)).break_since}async lookAround(){this.colleagues=await this.api.colleagues().catch(()=>this.colleagues),this.changed()}async#t(e){e&&this.lookAround(),Date.now()-this.#e>6e5||await this.api.presence().catch(()=>{})}},Ni=`dastyar-desk-sound`,Pi={citizen:[660,880],words:[520]},Fi=.16,Ii=class{#e;#t;constructor(e,t){this.isResting=e,this.changed=t,this.isMuted=localStorage.getItem(Ni)===`off`,this.#t=0}mute(e){this.isMuted=e,localStorage.setItem(Ni,e?`off`:`on`),e||this.#i(`words`),this.changed()}get notifying(){return`Notification`in globalThis?Notification.permission:`unknown`}async askToNotify(){await Notification.requestPermission(),this.changed()}waiting(e){document.title=e?`(${R(e)}) ${Qe}`:Qe,(e?navigator.setAppBadge?.(e):navigator.clearAppBadge?.())?.catch(()=>{})}came(e,t){this.#n(`citizen`,e>1?(e=>`${e} نفر تازه در صف`)(R(e)):`یک نفر تازه در صف`,t)}wrote(e){this.#n(`words`,`شهروند پیام تازه‌ای نوشت`,e)}#n(e,t,n){this.isResting()||Date.now()-this.#t<2e3||(this.#t=Date.now(),this.isMuted||this.#i(e),document.hidden&&this.notifying===`granted`&&this.#r(t,n))}#r(e,t){let n=new Notification(e,{body:t,tag:`dastyar-desk`,dir:`rtl`,lang:`fa`});n.onclick=()=>{focus(),n.close()}}#i(e){if(!(`AudioContext`in globalThis)||!navigator.userActivation?.hasBeenActive)return;let t=this.#e??=new AudioContext;t.resume().catch(()=>{}),Pi[e].forEach((e,n)=>function(e,t,n){let[r,i]=[e.createOscillator(),e.createGain()];r.frequency.value=t,i.gain.setValueAtTime(1e-4,n),i.gain.exponentialRampToValueAtTime(.12,n+.02),i.gain.exponentialRampToValueAtTime(1e-4,n+Fi),r.connect(i).connect(e.destination),r.start(n),r.stop(n+Fi)}(t,e,t.currentTime+n*Fi))}},Li=class{#e;constructor(e,t,n){this.me=e,this.changed=n,this.waiting=[],this.mine=[],this.others=[],this.waitingCount=0,this.wish=Hr,this.page=100,this.isKnown=!1,this.#e=new Map,this.alerts=new Ii(t,n)}get shown(){return Wr(this.waiting,this.wish)}get isNarrowed(){return!!(this.wish.words.trim()||this.wish.channel||this.wish.mood)}get next(){return Wr(this.waiting,{...this.wish,sort:`waited`})}entry(e){return this.#e.get(e)}want(e){this.wish={...this.wish,...e},this.page=100,this.changed()}showMore(){this.page+=100,this.changed()}heard({waiting:e,mine:t,others:n,waiting_count:r,load:i}){let a=new Set(this.#e.keys());this.#e.clear();for(let r of[...e,...t,...n])this.#e.set(r.conversation_id,r);this.#n(r,i),this.isKnown&&this.#t(e.filter(({conversation_id:e})=>!a.has(e))),this.isKnown=!0}heardChanges({changed:e,gone:t,waiting_count:n,load:r}){let i=e.filter(({conversation_id:e,owner:t})=>t===`queue`&&this.entry(e)?.owner!==`queue`),a=n-this.waitingCount;for(let e of t)this.#e.delete(e);for(let t of e)this.#e.set(t.conversation_id,t);this.#n(n,r),i.length?this.#t(i):a>0&&this.alerts.came(a,``)}took(e){let t=this.entry(e);t&&(this.#e.set(e,{...t,owner:`operator`,owner_id:this.me}),this.#n(this.waitingCount,this.load))}heardWords({data:e},t){e.role!==`citizen`||t||this.alerts.wrote(e.reply?.text??``)}async readClosed(){this.closed=await new N(``).get(`closed`).catch(()=>this.closed??[]),this.changed()}#t(e){let t=e.at(-1);t&&this.alerts.came(e.length,t.preview)}#n(e,t){let n=[...this.#e.values()].sort(Ri);this.waiting=n.filter(({owner:e})=>e===`queue`);let r=n.filter(({owner:e})=>e===`operator`);this.mine=r.filter(({owner_id:e})=>e===this.me),this.others=r.filter(({owner_id:e})=>e!==this.me),[this.waitingCount,this.load]=[e,t],this.alerts.waiting(e)}};function Ri(e,t){let[n,r]=[e.queued_at??``,t.queued_at??``];return n===r?e.conversation_id<t.conversation_id?-1:1:n<r?-1:1}var zi=class{constructor(){this.answers=[],this.placeholders=[]}async read(){let{answers:e,placeholders:t}=await new N(``).get(`canned`);[this.answers,this.placeholders]=[e,t]}},Bi=`slash-list`,Vi=/(^|\n)\/([^\n]*)$/,Hi=class{constructor(){this.at=0}#e;wanted(e){return e===this.#e?void 0:Vi.exec(e)?.[2]}found(e,t){let n=e.filter(({title:e})=>Vr(e,t)),r=e.filter(e=>!n.includes(e)&&Vr(`${e.title} ${e.text}`,t));return[...n,...r].slice(0,8)}leave(e){this.#e=e}move(e,t){this.at=t?(this.at+e+t)%t:0}without(e){return e.replace(Vi,``)}},Ui=Bi,Wi=e=>`slash-${e}`,Gi=class{#e=``;constructor(e,t){this.ask=e,this.changed=t}async follow(e){let t=e?.is_mine?e.conversation_id:``,n=t&&`${t}/${function({events:e}){return e.filter(({data:e})=>e.role===`citizen`).at(-1)?.id??0}(e)}`;if(n===this.#e||(t!==this.#e.split(`/`)[0]&&(this.shown=void 0),this.#e=n,!t))return;let r=await this.ask(t).catch(()=>{});n===this.#e&&(this.shown=r,this.changed())}},Ki=class{#e=new Map;#t=new Map;constructor(e,t){this.tell=e,this.changed=t}writes(e){Date.now()<(this.#e.get(e)??0)||(this.#e.set(e,Date.now()+3e3),this.tell(e).catch(()=>{}))}said(e){this.#e.delete(e)}heard(e,t){this.#t.set(e,Date.now()+1e3*t),setTimeout(this.changed,1e3*t),this.changed()}stop(e){this.#t.delete(e)}isShown(e){return Date.now()<(this.#t.get(e)??0)}},qi=class{#e;#t;#n;#r;#i;constructor(e,t){this.session=e,this.redraw=t,this.hasEnded=!1,this.sheet=`none`,this.ready=new zi,this.slash=new Hi,this.marked=``,this.revealed=new Map,this.drafts=new Map,this.notice=``,this.isLineDown=!1,this.listeners=new Map,this.#t=``,this.#n=new ji(this.listeners,e=>{this.isLineDown=e,this.changed()}),this.#r=new Map,this.#i=mi(async()=>{this.talk&&await this.#l(this.talk.conversation_id).catch(()=>{}),this.changed()}),this.#e=new ki(e.csrf_token),this.cards=new Ai(e=>this.#e.services(e),t),this.presence=new Mi(this.#e,t),this.presence.breakSince=e.account.break_since,this.lists=new Li(e.account.id,()=>!!this.presence.breakSince,t),this.suggestions=new Gi(e=>this.#e.suggestions(e),t),this.typing=new Ki(e=>this.#e.types(e),t)}changed(){this.suggestions.follow(this.talk),this.redraw()}may(e){return this.session.account.permissions.includes(e)}get canAnswer(){return this.may(`answer_citizens`)}get canRedact(){let e=!!this.talk?.is_mine||this.may(`read_all_conversations`);return!!this.talk&&e&&this.may(`reveal_personal_data`)}async start(){this.listen(),this.canAnswer&&(this.presence.start(()=>this.sheet===`transfer`),await this.#p(()=>this.ready.read()))}hangUp(){this.#n.close()}listen(){this.listeners.set(`queue`,e=>this.#u(()=>this.lists.heard(e))).set(`queue_changes`,e=>this.#u(()=>this.lists.heardChanges(e))).set(`said`,e=>this.#f(e)).set(`typing`,e=>this.typing.heard(e.conversation_id,e.for_s)),this.#n.open()}open(e){return this.#p(async()=>this.#s(await this.#e.look(e)))}leave(){this.talk=void 0,this.#c(),this.changed()}take(e){return this.#p(async()=>{this.#s(await this.#e.take(e)),this.lists.took(e),this.presence.breakSince=void 0})}async takeNext(){if(this.canAnswer){for(let{conversation_id:e}of this.lists.next.slice(0,5))if(await this.take(e),this.#t!==`not_owner`)return}}rest(e){return this.#p(()=>this.presence.rest(e))}release(){return this.#o(e=>this.#e.release(e))}async close(e){await this.#o(t=>this.#e.close(t,e)),this.hasEnded=!this.talk,this.lists.closed&&this.lists.readClosed(),this.changed()}transfer(e){return this.#o(t=>this.#e.transfer(t,e))}async say(e){let t=this.talk?.conversation_id;t&&e.trim()&&(await this.#a(t,{text:e.trim()})&&this.drafts.delete(t),this.changed())}async sendCard(e){let t=this.talk?.conversation_id;t&&await this.#a(t,{service_id:e.id})&&(this.cards.clear(),this.changed())}search(e){return this.#p(()=>this.cards.search(e))}async note(e){let t=this.talk?.conversation_id;return!(!t||!e.trim()||(await this.#p(async()=>{await this.#e.note(t,e.trim()),await this.#l(t)}),this.notice))}async redact(e,t){let n=this.talk?.conversation_id;if(!n)return!1;let r=!1;return await this.#p(async()=>{await this.#e.redact(n,e,t),r=!0,this.revealed.clear(),this.sheet=`none`,await this.#l(n),this.notice=`واژه‌ها از گفت‌وگو حذف شد.`}),r}reveal(e){return this.#p(async()=>{if(!this.talk)return;let{text:t}=await this.#e.reveal(this.talk.conversation_id,e);this.revealed.set(e,t)})}draft(e){this.slash.at=0,this.talk&&(this.drafts.set(this.talk.conversation_id,e),e&&this.typing.writes(this.talk.conversation_id)),this.changed()}showSheet(e){this.sheet=e,e===`transfer`&&this.presence.lookAround(),this.changed()}async signOut(){let e;await this.#p(async()=>{e=await this.#e.signOut()}),this.notice||location.assign(e??`/desk/sign-in`)}async#a(e,t){let n=`${e} ${JSON.stringify(t)}`,r=this.#r.get(n)??crypto.randomUUID();return this.#r.set(n,r),await this.#p(async()=>{await this.#e.reply(e,t,r),this.#r.delete(n),this.typing.said(e),await this.#l(e)}),!this.notice}async#o(e){let t=this.talk?.conversation_id;t&&await this.#p(async()=>{await e(t),this.leave()})}async refresh(){await this.#i()}#s(e){this.hasEnded=!1,e.conversation_id!==this.talk?.conversation_id&&this.#c(),this.talk=e}#c(){this.sheet=`none`,this.cards.clear(),this.revealed.clear()}async#l(e){let t=await this.#e.look(e);this.talk?.conversation_id===e&&(this.talk=t)}#u(e){let{talk:t}=this;e(),t&&!t.is_past&&this.#d(t),this.changed()}async#d(e){let t=this.lists.entry(e.conversation_id),n=t?.owner===`operator`&&t.owner_id===this.session.account.id;if(e.is_mine&&!n)return e.is_mine=!1,e.owner=t?.owner??`bot`,delete e.owner_name,this.sheet=`none`,this.#m(`این گفت‌وگو دیگر در دست شما نیست.`);let r=e.events.at(-1)?.id??0;t&&(t.last_event_id>r||t.owner!==e.owner)&&await this.#p(()=>this.#l(e.conversation_id))}#f({conversation_id:e,event:t}){let{talk:n}=this,r=n?.conversation_id===e;t.data.role===`citizen`&&this.typing.stop(e),this.lists.heardWords(t,r&&!document.hidden),r&&(t.id>(n.events.at(-1)?.id??0)&&n.events.push(t),this.changed(),t.data.role===`citizen`&&this.#i())}async#p(e){try{this.notice=this.#t=``,await e()}catch(e){let t=e instanceof M?e:new M(0,``,j);t.code===`not_signed_in`&&location.assign(`/desk/sign-in`),[this.notice,this.#t]=[t.detail,t.code]}this.changed()}#m(e){this.notice=e,this.changed()}},Ji=`دوباره در نوبت است.`,Yi=`تلاش‌ها`,Xi=`مانده از`,Zi=`چرا نشد`,Qi=`پرونده`,$i=`سراسر کشور`,ea=`از`,ta=`تا`,na={cold:`سرما`,heat:`گرما`,smog:`آلودگی هوا`,dust:`گرد و غبار`,storm:`توفان و برف`,power:`کمبود برق`,gas:`کمبود گاز`,water:`کمبود آب`,other:`دلیل دیگر`},ra=`ثبت تعطیلی`,ia={province:`استان را از فهرست بردارید، یا «سراسر کشور» بنویسید.`,begins:`این روز را نشناختیم. مانند ⁦۱۴۰۵/۱۰/۱۲⁩ یا «۱۲ دی» بنویسید.`,ends:`این روز را نشناختیم، یا پیش از آغاز است. مانند ⁦۱۴۰۵/۱۰/۱۲⁩ یا «۱۲ دی» بنویسید.`,source:`بنویسید چه کسی اعلام کرده است، ۳ تا ۵۰۰ نویسه.`,reason:`دلیل را انتخاب کنید.`},aa=class extends P{#e;constructor(e,t,n,r){super(r),this.mayRevive=t,this.mayClose=n,this.withdrawn=[],this.faults=new H,this.provinces=[],this.done=``,this.deadCount=0,this.#e=new N(e)}async read(){await this.attempt(async()=>{let[e,t,n]=await Promise.all([this.mayRevive?this.#e.get(`jobs`):void 0,this.mayClose?this.#e.get(`closures`):void 0,this.mayClose?this.#e.get(`closures/withdrawn`):[]]);[this.dead,this.closures,this.withdrawn]=[e,t,n]})}offer(e){e&&(this.provinces=e.provinces.map(({name:e})=>e))}heard(e){this.deadCount=e.dead_jobs??0,this.dead||this.closures?this.read():this.tell()}retry(e){return this.#t(Ji,()=>this.#e.post(`jobs/${e}/retry`))}retryKind(e){return this.#t(Ji,()=>this.#e.post(`jobs/retry`,{kind:e}))}async close(e){let t=await this.#t(`تعطیلی ثبت شد؛ مهلت‌ها جابه‌جا می‌شود.`,()=>this.faults.guard(ia,`ends`,()=>this.#e.post(`closures`,e)));return this.faults.first&&await L(`.closing [name=${this.faults.first}]`),t}ask(e){this.ending=e,this.faults.clear(),this.tell(),e&&L(`#ending-why`)}async end(e){let{ending:t}=this;if(!t)return;let n=t.what===`jobs`?`jobs/${t.id}/drop`:`closures/${t.id}/end`,r=t.what===`jobs`?`کار کنار گذاشته شد.`:`تعطیلی لغو شد؛ مهلت‌ها به جای خود برمی‌گردد.`;await this.#t(r,()=>this.faults.guard({reason:`دلیل باید ۳ تا ۵۰۰ نویسه باشد.`},`reason`,()=>this.#e.post(n,{reason:e})))?(this.ask(void 0),await L(t.what===`jobs`?`#dead-title`:`#closures-title`)):await L(`#ending-why`)}async#t(e,t){return this.done=``,!!await this.attempt(async()=>{await t()})&&(await this.read(),this.done=e,this.tell(),!0)}};function oa(e,t,n,r){let{faults:i}=e;return b`<form class="case-sheet" novalidate aria-label=${t} @submit=${t=>function(e,t){e.preventDefault(),t.end(`${new FormData(e.target).get(`why`)??``}`.trim())}(t,e)}>
    ${r?b`<p class="soft" id="ending-hint">${r}</p>`:C}
    <label>${t}<input id="ending-why" name="why" required maxlength="500" autocomplete="off" aria-invalid=${!!i.of(`reason`)}
      aria-describedby=${W(i,`reason`,r?`ending-hint`:``)}></label>${U(i,`reason`)}
    <p class="buttons"><button class="main">${n}</button><button type="button" @click=${()=>e.ask(void 0)}>${`انصراف`}</button></p>
  </form>`}function sa(e,t){return t?b`<div><dt>${e}</dt><dd>${t}</dd></div>`:C}function ca(e,t){return t?.length?b`<div><dt>${e}</dt><dd><ul>${t.map(e=>b`<li>${e}</li>`)}</ul></dd></div>`:C}async function la(e,t,n,r){let{placeholders:i}=e.ready;await ua(e,n,function(e,t,n,r){let i=n.pack.cases.at(-1),a={operator:r,today:ii(new Date),tracking_code:i?.tracking_code,status:i?.status_fa,agency:i?.agency_name,due:i?.due_at_fa};return ti(e,e=>a[t.find(t=>t.name===e)?.fills??``])}(r,i,t,e.session.account.name));let a=document.getElementById(`reply`),o=ri(a.value,i);if(!o)return;let s=a.value.indexOf(`{${o}}`);a.setSelectionRange(s,s+o.length+2)}function ua(e,t,n){return e.draft(t.trim()?`${t.trimEnd()}\n${n}`:n),L(`#reply`)}function da(e,t){let n=ri(t,e.ready.placeholders);n?(e.notice=Z.unfilled(n),e.changed()):e.say(t)}function fa(e,t){e.cards.preview(t),L(`#send-card`)}function pa(e){return e.preventDefault(),`${new FormData(e.target).get(`words`)??``}`}function ma(e,t){return t?b`<section><h3>${e}</h3><p dir="auto">${t}</p></section>`:C}function ha(e,t){let{talk:n}=e;n&&(e.showSheet(e.sheet===`case`?`none`:`case`),e.sheet===`case`&&t.begin(n).then(()=>L(`#filing-description`)))}function ga(e,t){let{talk:n}=e;n&&t.ask(n).then(()=>L(`#filing-consent`))}function _a(e,t,n,r,i){return b`<label>${r}<input id="filing-${n}" maxlength=${i} autocomplete="off" dir=${n===`mobile`?`ltr`:`auto`}
    .value=${t.of(e).form[n]} @input=${r=>t.set(e,n,r.target.value)}></label>`}var va={description:`#filing-description`,contact:`#filing-mobile`,consent_turn_id:`#filing-consent`};function ya({name:e,presence_fa:t}){return`${e} (${t})`}function ba(e){if(!e.canRedact)return;let t=yt();e.showSheet(e.sheet===`redact`?`none`:`redact`),e.sheet===`redact`&&(e.marked=t,L(t?`#redact-reason`:`#redact-words`))}function xa(e){return e.canRedact?b`<button id="do-redact" aria-expanded=${e.sheet===`redact`} @click=${()=>ba(e)}>${it}</button>`:C}function Sa(e,t){e.showSheet(e.sheet===t?`none`:t)}function Ca(e){Sa(e,`close`),e.sheet===`close`&&L(`.sheet .reason`)}async function wa(e,t){await e.close(t),e.hasEnded&&await L(`#take-next:enabled, .empty`)}var Ta=[`themes`,`periods`,`accounts`],Ea=class extends E{constructor(...e){super(...e),this.api=new ki,this.problem=``,this.#e=!1}#e;createRenderRoot(){return this}async submit(e){e.preventDefault(),this.#e||=(this.#e=!0,await this.attempt(()=>this.step(new FormData(e.target))),!1)}async attempt(e){this.problem=``;try{await e()}catch(e){this.problem=e instanceof M?e.detail:j}this.requestUpdate()}get trouble(){return b`<p class="notice" role="alert" ?hidden=${!this.problem}>${this.problem}</p>`}};function Da(){return b`<label>${`کد یک‌بارمصرف`}<input name="code" inputmode="numeric" autocomplete="one-time-code" dir="ltr" required
    maxlength="7" aria-describedby="code-hint"></label><p class="soft" id="code-hint">${`شش رقم از برنامهٔ کدساز گوشی`}</p>`}customElements.define(`desk-console`,class extends E{#e;#t;#n;#r;#i;#a;#o;#s;#c;#l;#u;#d;#f;#p;#m;#h=[];#g=`own`;#_={tab:`talks`,code:void 0};#v=[];#y=new ResizeObserver(()=>this.#w());connectedCallback(){super.connectedCallback();let e=JSON.parse(this.dataset.session??`{}`);this.#v=JSON.parse(this.dataset.reasons??`[]`);let t=()=>this.requestUpdate();this.#e=new qi(e,t);let{csrf_token:n}=e;this.#t=new _t(n,t),this.#n=new Jt(n,this.#e,()=>this.#t.terms,t),this.#r=new _r(n,()=>this.#t.terms,t),this.#i=new aa(n,this.#e.may(`revive_jobs`),this.#e.may(`keep_calendar`),t),this.#a=new Zn(n,()=>this.#t.terms,t),this.#o=new Hn(n,this.#e.may(`keep_themes`),t);let r=e=>this.#e.may(e);var i;this.#s=new jn(n,r(`export_figures`),r(`object_to_figures`),r(`decide_objections`),t),this.#c=new Qt(n,r(`see_insight`),t),this.#l=new ai(n,t),this.#u=new Ei(n,t),this.#d=new Qr(n,r(`share_ready_answers`),this.#e.canAnswer,()=>{this.#e.canAnswer&&this.#e.ready.read()},t),this.#f=new ir(n,t),this.#p=new gi(n,this.#e.may(`read_cases`),t),this.#m=new mr(n,this.#e,t),this.#h=(i=e.account.permissions,Ot.filter(([,e])=>e.some(e=>i.includes(e))).map(([e])=>e)),this.#g=function(e){return kt.find(([,t])=>e.includes(t))?.[0]??`own`}(e.account.permissions),this.#e.listeners.set(`cases`,({changed:e})=>this.#t.heard(e)),this.#e.listeners.set(`situation`,()=>this.#p.heard()),this.#e.listeners.set(`outages`,e=>this.#a.heard(e)),this.#e.listeners.set(`upkeep`,e=>this.#i.heard(e)),addEventListener(`hashchange`,()=>{this.#C()}),this.#C(),document.addEventListener(`keydown`,e=>this.#T(e)),document.addEventListener(`pointerdown`,()=>this.#e.presence.touch()),setInterval(()=>this.requestUpdate(),15e3),this.#e.start()}createRenderRoot(){return this}render(){let e=this.#e,t=this.#_.tab===`talks`,n=e.isLineDown?`ارتباط زنده قطع شده است؛ در حال وصل شدن دوباره هستیم.`:this.#_.isRefused?`بخشی که نشانی‌اش را باز کردید برای نقش شما نیست. اگر به آن نیاز دارید، از مدیر سامانه بخواهید.`:t?e.notice:``;return b`
      <header class="bar">
        <h1>${Qe}</h1>
        ${i=this.#h,a=this.#_.tab,o={upkeep:this.#i.deadCount,outages:this.#a.waiting},i.length<2?C:b`<nav class="tabs" aria-label=${`بخش‌های میز`}>
    ${i.map(e=>{let t=o[e]??0;return b`<a href=${z(e)} aria-current=${e===a?`page`:`false`}>${ci[e]}
        ${t?b`<span class="badge"><span aria-hidden="true">${R(t)}</span><span class="unseen">${(e=>`${e} کار مانده`)(R(t))}</span></span>`:C}</a>`})}
  </nav>`}
        <a class="who" href=${z(`own`)} aria-current=${this.#_.tab===`own`?`page`:`false`}
          aria-label=${r=e.session.account.name,`حساب من: ${r}`} title=${pr}>${e.session.account.name} <span class="soft">${e.session.account.role_fa}</span></a>
        <button class="quiet" aria-label=${li} title=${li} @click=${fi}>${`؟`}</button>
        <button class="quiet" @click=${()=>e.signOut()}>${`خروج`}</button>
      </header>
      <p class="notice" role="status" ?hidden=${!n}>${n}</p>
      ${this.#b()}
      ${b`<dialog id=${di} aria-labelledby="help-title" @click=${pi}>
    <form method="dialog">
      <header><h2 id="help-title">${li}</h2><button class="quiet">${`بستن`}</button></header>
      <div class="shortcuts">
        ${ui.map(({title:e,keys:t})=>b`<section><h3>${e}</h3>
            <dl>${t.map(([e,t])=>b`<div><dt><kbd dir="ltr">${e}</kbd></dt><dd>${t}</dd></div>`)}</dl>
          </section>`)}
      </div>
    </form>
  </dialog>`}
    `;var r,i,a,o}#b(){let{tab:e}=this.#_;return e===`cases`?function(e,t){let{page:n}=e;return b`<main class="room cases" data-open=${n?`page`:`list`}>
    <nav class="lists" aria-label=${F.list}>${Mt(e,t)}</nav>
    <section class="case" id="case">
      <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
      ${n?function(e,t){let{deadlines:n}=t;return b`
    <header class="case-head">
      <a class="back" href=${z(`cases`)}>${F.back}</a>
      <h2 tabindex="-1" id="case-title">${t.kind_fa} <b class="code" dir="ltr">${t.tracking_code}</b></h2>
      <p class="state ${t.status}">${t.status_fa}</p>
      ${n.is_overdue?b`<span class="badge late">${F.overdueShort}</span>`:C}
      <div class="actions">${function(e,t){let n=Ct.find(e=>t.may.includes(e));return t.may.map(t=>b`<button id="do-${t}" class=${t===n?`main`:``} aria-expanded=${e.sheet===t}
      @click=${()=>Tt(e,t)}>${F.actions[t]}</button>`)}(e,t)}</div>
    </header>
    <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
    ${e.sheet?function(e,t){return b`<form class="case-sheet" aria-label=${F.actions[t]} @submit=${n=>async function(e,t,n){e.preventDefault();let r=new FormData(e.target),i=Object.fromEntries(wt[n].map(e=>[e,`${r.get(e)??``}`.trim()]));await t.act(n,i)&&document.getElementById(`case-title`)?.focus()}(n,e,t)}
      @keydown=${Dt}>
    <h3>${F.actions[t]}</h3>
    <p class="soft" id="sheet-hint">${F.hints[t]} ${function(e,t){let n=e.page?.people??1;return t===`answer`&&n>1?F.reaches(R(n)):``}(e,t)}</p>
    ${wt[t].map(t=>function(e,t){return t===`agency_id`?function(e){let t=e.draft(`agency_id`);return b`<label>${F.agency}<select name="agency_id" required @change=${Et(e,`agency_id`)}>
    <option value="" .selected=${!t}>${F.chooseAgency}</option>
    ${(e.terms?.agencies??[]).map(({id:e,title:n})=>b`<option value=${e} .selected=${e===t}>${n}</option>`)}
  </select></label>`}(e):t===`words`?function(e){return b`<label>${F.words}<input name="words" required minlength="2" maxlength=${200} autocomplete="off" dir="auto"
    aria-describedby="sheet-hint" .value=${e.draft(`words`)} @input=${Et(e,`words`)}></label>`}(e):t===`into`?function(e){return b`<label>${F.into}<input name="into" required dir="ltr" minlength="8" maxlength="12" autocomplete="off"
    aria-describedby="sheet-hint" .value=${e.draft(`into`)} @input=${Et(e,`into`)}></label>`}(e):function(e,t){let n=t===`reason`;return b`<label>${n?F.reason:F.text}
    <textarea name=${t} rows=${n?2:4} required minlength="3" maxlength="2000" aria-describedby="sheet-hint"
      .value=${e.draft(t)} @input=${Et(e,t)}></textarea></label>`}(e,t)}(e,t))}
    <div class="buttons">
      <button class="main">${F.submit[t]}</button>
      <button type="button" class="quiet" @click=${()=>e.show(void 0)}>${F.cancel}</button>
    </div>
  </form>`}(e,e.sheet):C}
    <div class="case-body">
      <section class="case-main">
        <h3>${F.description}</h3>
        <p class="words" dir="auto">${t.description}</p>
        <h3>${F.timeline}</h3>
        <ol class="timeline">${t.timeline.map(Bt)}</ol>
        ${function(e){return b`<details class="tool ledger" @toggle=${t=>function(e,t){e.target.open&&t.readLedger()}(t,e)} ?open=${!!e.ledger}>
    <summary>${F.ledger}</summary>
    ${e.ledger?function({events:e,proofs:t},n){let r=new Map(n.page?.timeline.map(({number:e,title_fa:t})=>[e,t])),i=t.at(-1);return b`<p class="soft">${F.ledgerHint} ${i?F.proven(Rt.format(new Date(i.day))):F.notProven}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${F.ledger}><table>
      <thead><tr><th scope="col">${F.number}</th><th scope="col">${F.event}</th><th scope="col">${F.at}</th><th scope="col">${F.hash}</th></tr></thead>
      <tbody>${e.map(({number:e,type:t,at:n,hash:i})=>b`<tr>
        <td>${R(e)}</td><td>${r.get(e)??t}</td><td class="moment">${zt.format(new Date(n)).replace(`,`,``)}</td>
        <td><code dir="ltr" title=${i}>${i.slice(0,16)}…</code></td></tr>`)}</tbody>
    </table></div>`}(e.ledger,e):C}
  </details>`}(e)}
      </section>
      <section class="case-side">
        <h3>${F.facts}</h3>
        ${function({people:e,leader:t,followers:n}){let r=e=>b`<a class="code" href=${z(`cases`,e)} dir="ltr">${e}</a>`;return t?b`<p class="matter">${F.follows} ${r(t)}</p>`:e<2?C:b`<details class="matter"><summary>${F.peopleAre(R(e))}</summary>
    <ul>${n.map(e=>b`<li>${r(e)}</li>`)}</ul></details>`}(t)}
        <dl>${function(e){let{deadlines:t,verdict:n,score:r}=e,i=[...new Set([e.province,e.city].filter(Boolean))].join(`، `),a=n?[F.verdicts[n],r?F.score(R(r)):``].filter(Boolean).join(`، `):``;return[[F.agency,e.agency_name],[F.level,F.levelIs(e.level.title,R(e.level.number))],[F.due,t.due_at_fa],[F.left,t.time_left_fa?.replace(/^.*\((.*)\)$/,`$1`)],[F.indicator,e.indicator_fa],[F.place,i],[F.service,e.service_title],[F.created,e.created_at_fa],[F.occurred,e.occurred_at_fa],[F.identity,e.identity_fa],[F.verdict,a]].filter(e=>!!e[1])}(t).map(([e,t])=>b`<div><dt>${e}</dt><dd>${t}</dd></div>`)}</dl>
        ${function(e){let{list:t}=e.files;return t.length?b`<section class="files">
    <h3>${F.files}</h3>
    <p class="soft">${F.filesHint}</p>
    <ul>${t.map((t,n)=>b`<li>${function(e,t,n){let r=e.files.address(t),i=b`<span>${n}<span class="soft"> · ${function({size:e}){return e<1e6?It.format(Math.ceil(e/1e3)):Lt.format(e/1e6)}(t)} · ${t.at_fa}</span></span>`;return r?b`<p>${i}<a class="save" href=${r} download=${t.name} aria-label=${`${F.fileSave}: ${n}`}>${F.fileSave}</a></p>
    ${function({kind:e},t,n){return e===`image`?b`<img src=${t} alt=${F.fileAlt(n)}>`:e===`voice`?b`<audio controls src=${t} aria-label=${n}></audio>`:C}(t,r,n)}`:b`<p>${i}
      <button class="small" aria-label=${`${F.fileShow[t.kind]}: ${n}`} @click=${()=>e.fetchFile(t)}>${F.fileShow[t.kind]}</button></p>`}(e,t,(({kind_fa:e},t)=>`${e.replace(/[A-Za-z]$/,`$&‏`)} ${R(t)}`)(t,n+1))}</li>`)}</ul>
  </section>`:C}(e)}${function(e,t){return t.sealed.length?b`<section class="personal">
    <h3>${F.personal}</h3>
    <p class="soft">${F.personalHint}</p>
    <ul>${t.sealed.map(n=>b`<li>${function(e,t,n){let r=e.shown(t);return r===void 0?e.asked===t?function(e,t,n){return b`<form class="why" @submit=${n=>function(e,t,n){e.preventDefault();let r=`${new FormData(e.target).get(`reason`)??``}`.trim();r&&t.reveal(n,r)}(n,e,t)}>
    <label>${F.why(n)}
      <input id="reveal-why" name="reason" list="reveal-reasons" required minlength="8" maxlength="200" autocomplete="off"></label>
    <datalist id="reveal-reasons">${F.reasons.map(e=>b`<option value=${e}></option>`)}</datalist>
    <div class="buttons"><button class="main">${F.show}</button>
      <button type="button" class="quiet" @click=${()=>e.askFor(void 0)}>${F.cancel}</button></div>
  </form>`}(e,t,n):b`<p>${n} <button class="small" aria-label=${F.revealOf(n)} @click=${()=>function(e,t){e.askFor(t),L(`#reveal-why`)}(e,t)}>${F.reveal}</button></p>`:b`<p><b>${n}</b> <button class="small" @click=${()=>e.hide(t)}>${F.hide}</button></p>
      <p class="words" dir="auto">${r}</p>`}(e,n,function(e,{field:t,title_fa:n,event_number:r}){return e.sealed.filter(e=>e.field===t).length<2?n:`${n} (${F.stepOf(R(r))})`}(t,n))}</li>`)}</ul>
  </section>`:C}(e,t)}
      </section>
    </div>
  `}(e,n):e.notice?C:b`<p class="empty">${F.choose}</p>`}
    </section>
  </main>`}(this.#t,!this.#e.may(`see_queue`)):e===`phone`?(t=this.#r,n=this.#t.terms,b`<main class="phone">
    <p class="notice" role="alert" ?hidden=${!t.notice}>${t.notice}</p>
    ${t.receipt?function(e,t){let n=e.form.sms&&e.form.mobile&&e.form.identity!==`anonymous`;return b`<section class="receipt" aria-labelledby="receipt">
    <h2 id="receipt" tabindex="-1">${Y.filed}</h2>
    <p>${Y.readAloud}</p>
    ${Cr(Y.code,t.code_groups)}
    ${Cr(Y.pin,t.pin_groups)}
    <p class="soft">${Y.pinHint}</p>
    <p>${Y.due(t.agency_name,t.due_at_fa)}</p>
    ${t.line_128_fa?b`<p>${t.line_128_fa}</p>`:C}
    ${n?b`<p>${t.is_sms_on_its_way?Y.smsSent:Y.smsOff}</p>`:C}
    <div class="buttons">
      <button class="main" id="next-call" @click=${()=>function(e){e.next(),L(`#heard`)}(e)}>${Y.next}</button>
      <button @click=${()=>print()}>${Y.print}</button>
      <a class="button" href=${z(`cases`,t.tracking_code)}>${Y.see}</a>
    </div>
  </section>`}(t,t.receipt):function(e,t){return b`<form novalidate @submit=${t=>async function(e,t){e.preventDefault(),await t.file()&&L(`#receipt`)}(t,e)} @keydown=${Dt}>
    <h2>${Y.title}</h2>
    <div class="phone-body">
      <div class="phone-main">
        <label class="heard" for="heard">${Y.heard}</label>
        <textarea id="heard" rows="5" maxlength="2000" dir=${e.form.text?`auto`:`rtl`} aria-describedby="heard-hint" .value=${e.form.text}
          @input=${t=>e.set(`text`,t.target.value)}></textarea>
        <p class="soft" id="heard-hint">${Y.heardHint}</p>
        ${function({heard:e}){if(!e?.line)return C;let[t,{title:n}]=[Ut(e.line.number),e.line];return b`<p class="line ${e.is_emergency?`urgent`:``}" role="alert">
    ${e.is_emergency?Y.emergency(t,n):Y.otherLine(t,n)}</p>`}(e)}
        ${function(e){let{questions:t}=e,n=!t.some(e=>e!==`consent`);return b`<div class="to-ask" role="status">
    ${e.isReading?b`<p class="soft">${Y.reading}</p>`:C}
    ${e.heard&&!e.heard.is_understood?b`<p>${Y.notUnderstood}</p>`:C}
    ${n&&t.length?b`<p>${Y.allKnown}</p>`:t.length?b`<p><b>${Y.toAsk}</b></p><ul>${t.map(e=>b`<li>${Y.questions[e]}</li>`)}</ul>`:C}
  </div>`}(e)}
        <fieldset class="fields"><legend>${Y.matter}</legend>${function(e,t){let{form:n}=e,r=(t?.provinces??[]).map(({name:e})=>({id:e,title:e})),i=t?.provinces.find(({name:e})=>e===n.province)?.cities??[];return b`
    ${wr(e,`kind`,Y.kind,t?.kinds??[])}
    ${wr(e,`agency_id`,Y.agency,[{id:``,title:Y.chooseAgency},{id:`-`,title:Y.agencyUnknown},...t?.agencies??[]])}
    ${n.kind===`praise`?C:wr(e,`indicator`,Y.indicator,[{id:``,title:Y.noIndicator},...t?.indicators??[]])}
    ${wr(e,`province`,Y.province,[{id:``,title:Y.noProvince},...r])}
    <label class=${e.filled.has(`city`)?`filled`:``}>${Y.city}
      <input list="cities" maxlength="64" autocomplete="off" .value=${n.city} ?disabled=${!n.province}
        @input=${t=>e.set(`city`,t.target.value)}></label>
    <datalist id="cities">${i.map(e=>b`<option value=${e}></option>`)}</datalist>
    ${e.filled.size?b`<p class="soft wide filled-hint">${Y.filledIn}</p>`:C}
  `}(e,t)}</fieldset>
        ${function(e){let t=e.heard?.service;return t?e.form.service_id===t.id?b`<p class="guess">${Y.service}: <b>${t.title}</b>
      <button type="button" class="small" @click=${()=>e.set(`service_id`,``)}>${Y.drop}</button></p>`:b`<p class="guess">${Y.guess(t.title,t.agency.title)}
    <button type="button" class="small" @click=${()=>e.takeGuess()}>${Y.takeGuess}</button></p>`:C}(e)}
        ${function(e){let{cases:t,outages:n}=e.heard?.similar??{cases:[],outages:[]};if(!t.length&&!n.length)return C;let r=[...n.map(e=>[e.offer,Y.outageIs(e.agency_name,e.since_fa,e.expected_end_fa??Y.endUnknown,e.source)]),...t.map(e=>[e.offer,Y.caseIs(e.indicator_fa,R(e.people),e.since_fa,e.status_fa)])];return b`<fieldset class="similar"><legend>${Y.similar}</legend>
    ${[...r,[``,Y.alone]].map(([t,n])=>b`<label class="check"><input type="radio" name="follow" .checked=${e.form.follow===t}
      @change=${()=>e.set(`follow`,t)}>${n}</label>`)}
  </fieldset>`}(e)}
      </div>
      <div class="phone-side">${function(e,t){let{form:n}=e,r=n.identity!==`anonymous`;return b`
    <fieldset class="fields"><legend>${Y.caller}</legend>
      ${br(e,`relation`,Y.relation,Object.entries(Y.relations))}
      ${n.relation===`self`?C:xr(e,`caller_name`,Y.callerName,{maxlength:100})}
      ${br(e,`identity`,Y.identity,(t?.identities??[]).map(({id:e,title:t})=>[e,t]))}
      ${r?b`${xr(e,`name`,Y.name,{maxlength:100})}
            ${xr(e,`mobile`,Y.mobile,{maxlength:20,isNumber:!0,hint:Y.mobileHint})}
            ${xr(e,`national_id`,Y.nationalId,{maxlength:14,isNumber:!0})}
            ${n.mobile?Sr(e,`sms`,Y.sms):C}`:C}
    </fieldset>
    <fieldset class="fields"><legend>${Y.summary}</legend>
      <blockquote class="wide" dir="auto">${e.summary}</blockquote>
      ${br(e,`consent`,Y.consent,Object.entries(Y.consents))}
      ${xr(e,`statement`,Y.statement,{maxlength:500})}
      ${Sr(e,`isAgreed`,Y.isAgreed)}
    </fieldset>
  `}(e,t)} ${function(e){let{needs:t}=e;return b`<div class="phone-end">
    ${e.isTried&&t.length?b`<div class="notice" role="alert"><p>${Y.missing}</p><ul>${t.map(e=>b`<li>${Y.needs[e]}</li>`)}</ul></div>`:C}
    <button class="main wide" ?disabled=${e.isFiling}>${e.isFiling?Y.filing:Y.file}</button>
  </div>`}(e)}</div>
    </div>
  </form>`}(t,n)}
  </main>`):e===`upkeep`?(c=this.#i,b`<main class="upkeep">
    <p class="notice" role="alert" ?hidden=${!c.notice}>${c.notice}</p>
    <p class="done" role="status" ?hidden=${!c.done}>${c.done}</p>
    ${c.dead?function(e,{kinds:t,jobs:n,dropped:r}){return b`<section class="panel" aria-labelledby="dead-title">
    <h2 id="dead-title" tabindex="-1">${`کارهای مانده`}</h2>
    ${n.length?b`<p class="soft">${`این کارها چند بار تلاش شد و نشد. سبب را برطرف کنید، سپس دوباره به کار بیندازید.`}</p>`:b`<p class="soft">${`هیچ کاری نمانده است.`}</p>`}
    <div class="chips">${t.map(({kind:t,kind_fa:n,count:r})=>b`<button @click=${()=>{e.retryKind(t)}}>${((e,t)=>`دوباره: ${e} (${t})`)(n,R(r))}</button>`)}</div>
    ${n.length?b`<div class="scroll" tabindex="0" role="region" aria-label=${`جدول کارهای مانده`}><table class="stacked">
          <thead><tr><th scope="col">${`کار`}</th><th scope="col">${Qi}</th><th scope="col">${Yi}</th><th scope="col">${Xi}</th><th scope="col">${Zi}</th><td></td></tr></thead>
          <tbody>${n.map(t=>{return b`<tr>
            <th scope="row">${t.kind_fa}</th>
            ${t.tracking_code?b`<td data-label=${Qi}><a href=${z(`cases`,t.tracking_code)} dir="ltr">${t.tracking_code}</a></td>`:b`<td></td>`}
            <td data-label=${Yi}>${R(t.attempts)}</td><td data-label=${Xi}>${t.died_at_fa}</td><td class="error" data-label=${Zi}>${t.reason_fa}
              ${t.last_error&&t.last_error!==t.reason_fa?b`<details><summary>${`متن خطا`}</summary><bdi>${t.last_error}</bdi></details>`:C}</td>
            <td><p class="buttons"><button class="small" aria-label=${n=R(t.id),`کار ${n} دوباره`} @click=${()=>{e.retry(t.id)}}>${`دوباره`}</button>
              <button class="small" aria-label=${(e=>`کنار گذاشتن کار ${e}`)(R(t.id))} @click=${()=>e.ask({what:`jobs`,id:t.id})}>${`کنار گذاشتن`}</button></p></td></tr>`;var n})}</tbody>
        </table></div>`:C}
    ${e.ending?.what===`jobs`?oa(e,`چرا دیگر لازم نیست؟`,`کنار گذاشته شود`,`این کار دیگر انجام نمی‌شود. دلیل در همین صفحه می‌ماند؛ نام و شمارهٔ کسی را در آن ننویسید.`):C}
    ${function(e){return e.length?b`<details><summary>${`کنار گذاشته‌های اخیر`}</summary>
    <ul class="closures">${e.map(e=>b`<li><p><b>${e.kind_fa}</b> <span class="soft">${e.dropped_at_fa}</span></p><p>${e.reason}</p></li>`)}</ul></details>`:C}(r)}
  </section>`}(c,c.dead):C}
    ${c.dead?.sms?(u=c.dead.sms,b`<section class="panel" aria-labelledby="sms-title">
    <h2 id="sms-title">${`پیامک`} <span class="soft"><bdi>${u.provider_fa}</bdi></span></h2>
    ${u.trouble_fa?b`<p class="notice"><bdi>${u.trouble_fa}</bdi>${u.trouble_since_fa?b` · ${`از`} ${u.trouble_since_fa}`:C}</p>`:C}
    ${u.credit_fa?b`<p class=${u.is_credit_low?`notice`:``}>${`اعتبار`}: <bdi>${u.credit_fa}</bdi>${u.is_credit_low?b` · ${`کم است؛ حساب را شارژ کنید تا پیامک‌ها نمانند.`}`:C}</p>`:C}
    <p>${`در هفت روز گذشته`}: ${l=R(u.delivered),`${l} رسیده`}، ${(e=>`${e} نرسیده`)(R(u.undelivered))}، ${(e=>`${e} در راه`)(R(u.open))}</p>
  </section>`):C}
    ${c.closures?function(e,t){return b`<section class="panel" aria-labelledby="closures-title">
    <h2 id="closures-title" tabindex="-1">${`تعطیلی‌های ناگهانی`}</h2>
    <p class="soft">${t.length?`مهلت پرونده‌های باز با هر تعطیلی جابه‌جا می‌شود و به شهروندان خبر داده می‌شود.`:`تعطیلی‌ای ثبت نشده است.`}</p>
    ${t.length?b`<ul class="closures">${t.map(t=>{return b`<li>
          <p><b>${t.province}</b> · ${t.reason_fa} ${t.is_over?b`<span class="badge">${`گذشته`}</span>`:C}</p>
          <p>${ea} ${t.begins_fa} ${ta} ${t.ends_fa}</p><p class="soft"><bdi>${t.source}</bdi></p>
          <button class="small" aria-label=${n=t.province,`لغو تعطیلی ${n}`} @click=${()=>e.ask({what:`closures`,id:t.id})}>${`لغو`}</button></li>`;var n})}</ul>`:C}
    ${e.ending?.what===`closures`?oa(e,`چرا لغو می‌شود؟`,`تعطیلی لغو شود`,``):C}
    ${function(e){let{faults:t}=e,n=e=>!!t.of(e);return b`<form class="fields closing" novalidate aria-label=${ra} @submit=${t=>async function(e,t){e.preventDefault();let n=e.target,r=Object.fromEntries([...new FormData(n)].map(([e,t])=>[e,V(`${t}`).trim()]));await t.close(r)&&n.reset()}(t,e)}>
    <div><label>${`استان`}<input name="province" list="closure-provinces" required maxlength="64" autocomplete="off" value=${$i}
      aria-invalid=${n(`province`)} aria-describedby=${W(t,`province`)}></label>${U(t,`province`)}</div>
    <datalist id="closure-provinces"><option value=${$i}></option>${e.provinces.map(e=>b`<option value=${e}></option>`)}</datalist>
    <label>${`دلیل`}<select name="reason">${Object.entries(na).map(([e,t])=>b`<option value=${e}>${t}</option>`)}</select></label>
    <div><label>${ea}<input name="begins" required dir="auto" maxlength="32" autocomplete="off" aria-invalid=${n(`begins`)}
      aria-describedby=${W(t,`begins`,`day-hint`)}></label>${U(t,`begins`)}</div>
    <div><label>${ta}<input name="ends" required dir="auto" maxlength="32" autocomplete="off" aria-invalid=${n(`ends`)}
      aria-describedby=${W(t,`ends`,`day-hint`)}></label>${U(t,`ends`)}</div>
    <p class="soft wide" id="day-hint">${`روز شمسی مانند ⁦۱۴۰۵/۱۰/۱۲⁩، «۱۲ دی» یا «فردا»، یا با ساعت: ⁦۱۴۰۵/۱۰/۱۲ ۱۱:۰۰⁩. روزِ تنها تا پایانش به شمار می‌آید.`}</p>
    <div class="wide"><label>${`چه کسی اعلام کرده است؟ (بهتر است نشانی صفحه باشد)`}<input name="source" required maxlength="500" autocomplete="off" aria-invalid=${n(`source`)}
      aria-describedby=${W(t,`source`)}></label>${U(t,`source`)}</div>
    <button class="main">${ra}</button>
  </form>`}(e)}
    ${n=e.withdrawn,n.length?b`<details><summary>${`لغوشده‌ها`}</summary>
    <ul class="closures">${n.map(e=>{return b`<li><p><b>${e.province}</b> · ${e.reason_fa}</p>
      <p>${ea} ${e.begins_fa} ${ta} ${e.ends_fa}</p>
      <p class="soft">${t=e.withdrawn_at_fa,`لغو: ${t}`}${e.withdrawn_reason?b` · ${e.withdrawn_reason}`:C}</p></li>`;var t})}</ul></details>`:C}
  </section>`;var n}(c,c.closures):C}
  </main>`):e===`outages`?(s=this.#a,b`<main class="upkeep">
    <p class="notice" role="alert" ?hidden=${!s.notice}>${s.notice}</p>
    <p class="done" role="status" ?hidden=${!s.done}>${s.done}</p>
    ${function(e){let{suspected:t}=e;return b`<section class="panel" aria-labelledby="suspected-title">
    <h2 id="suspected-title">${`شاید قطع باشد`}</h2>
    <p class="soft">${t.length?`از این‌ها خیلی بیشتر از معمول همین ساعت گزارش خرابی رسیده است. هر نفر یک بار شمرده می‌شود. تا تأیید نکنید، به شهروندان چیزی گفته نمی‌شود.`:`بیشتر از معمول گزارشی نرسیده است.`}</p>
    ${t.length?b`<ul class="closures">${t.map(t=>function(e,t){let n=[t.what_fa,t.province].filter(Boolean).join(` · `);return b`<li class="suspicion">
    <p><b>${t.agency_name}</b> · ${n}</p>
    <p>${c=R(t.people),l=R(t.from_cases),`${c} نفر (${l} نفر با پرونده، بقیه در گفت‌وگو)`} · ${`از`} ${t.since_fa} · ${`آخرین گزارش`}: ${t.last_fa}</p>
    <p>${o=fr(t.usual_per_hour),s=fr(t.observed_per_hour),`معمول این ساعت: ${o} نفر در ساعت · حالا: ${s} نفر در ساعت`}</p>
    ${dr(`خدمت`,t.services)}${dr(`استان`,t.provinces)}
    <p class="soft">${i=fr(t.score),a=fr(t.threshold),`شدت شواهد ${i} (از ${a} به بالا خبر می‌دهد)`}</p>
    <p class="row"><button class="small" aria-label=${r=t.agency_name,`بررسی و تأیید قطعی ${r}`} @click=${()=>function(e,t){e.look(t),L(`[name=source]`)}(e,t)}>${`بررسی و تأیید`}</button>
      <button class="small" aria-label=${Jn(t.agency_name)} aria-expanded=${e.dismissed===t.id}
        @click=${()=>function(e,t){e.askWhy(e.dismissed===t?void 0:t),e.dismissed&&L(`[name=reason]`)}(e,t.id)}>${`قطعی نیست`}</button></p>
    ${e.dismissed===t.id?function(e,t){return b`<form class="fields" aria-label=${Jn(t.agency_name)} @submit=${n=>function(e,t,n){e.preventDefault();let r=new FormData(e.target);t.dismiss(n,`${r.get(`reason`)}`.trim(),Number(r.get(`hours`)))}(n,e,t.id)}>
    <label class="wide">${`چرا قطعی نیست؟`}<input name="reason" required minlength="3" maxlength="500" autocomplete="off"></label>
    <label>${`تا چند ساعت دربارهٔ این دستگاه خبر ندهد`}<select name="hours">${ur.map(e=>b`<option value=${e} .selected=${e===6}>${(e=>`${e} ساعت`)(R(e))}</option>`)}</select></label>
    <p class="row wide"><button class="main">${`ثبت`}</button>
      <button type="button" @click=${()=>e.askWhy(void 0)}>${`انصراف`}</button></p>
  </form>`}(e,t):C}</li>`;var r,i,a,o,s,c,l}(e,t))}</ul>`:C}
  </section>`}(s)}
    ${s.outages?function(e,t){return b`<section class="panel" aria-labelledby="outages-title">
    <h2 id="outages-title">${`قطعی‌های تأییدشده`}</h2>
    <p class="soft">${t.length?`شهروندی که از این قطعی می‌گوید، از آن آگاه می‌شود و می‌تواند پیگیری‌اش کند.`:`قطعی‌ای تأیید نشده است.`}</p>
    ${t.length?b`<ul class="closures">${t.map(t=>function(e,t){let n=[t.what_fa,t.province].filter(Boolean).join(` · `),r=[t.people_counted?(i=R(t.people_counted),`دست‌کم ${i} نفر گزارش داده‌اند`):``,t.followers>1?Yn(R(t.followers)):``,t.asked?`پیگیری شده از: ${t.asked}`:``].filter(Boolean);var i,a,o;return b`<li>
    <p><b>${t.agency_name}</b> · ${n} <span class="badge">${t.is_told?`به شهروندان گفته می‌شود`:`گفته نمی‌شود: آغاز نشده یا زمانش گذشته است`}</span></p>
    <p>${`از`} ${t.since_fa}${t.expected_end_fa?b` · ${`پایان پیش‌بینی‌شده`}: ${t.expected_end_fa}`:C}</p>
    ${r.length?b`<p>${r.join(` · `)}</p>`:C}
    <p class="soft"><bdi>${t.source}</bdi></p>
    <p class="row">${t.alone>1||t.alone&&t.followers?b`<button class="small" aria-label=${a=t.agency_name,o=R(t.alone),`یکی کردن ${o} پروندهٔ قطعی ${a}`} @click=${()=>{e.merge(t.id)}}>${(e=>`یکی کردن ${e} پرونده`)(R(t.alone))}</button>`:C}
      <button class="small" aria-label=${(e=>`قطعی ${e} پایان یافت`)(t.agency_name)} @click=${()=>{e.end(t.id)}}>${`پایان یافت`}</button></p></li>`}(e,t))}</ul>`:C}
    ${function(e){let t=e.terms(),{looked:n}=e;return b`<form class="fields" aria-label=${Xn} @submit=${t=>async function(e,t){e.preventDefault();let n=e.target,r=new FormData(n),i=r.has(`merges`);r.delete(`merges`);let a=[...r].map(([e,t])=>[e,V(`${t}`).trim()]),o=Object.fromEntries(a.filter(([,e])=>e));await t.add({...o,merges:i})&&n.reset()}(t,e)}>
    <label>${`دستگاه`}<select name="agency_id" required @change=${t=>e.choose(t.target.value)}>
      <option value="" .selected=${!e.agency}>${`دستگاه را برگزینید`}</option>
      ${(t?.agencies??[]).map(({id:t,title:n})=>b`<option value=${t} .selected=${t===e.agency}>${n}</option>`)}</select></label>
    <label>${`چه چیزی`}<select name="indicator">
      <option value="system_down" .selected=${n?.indicator!==`phone_ivr`}>${`سامانه`}</option>
      <option value="phone_ivr" .selected=${n?.indicator===`phone_ivr`}>${`تلفن گویا`}</option></select></label>
    <label>${`استان (خالی: سراسر کشور)`}<input name="province" list="outage-provinces" maxlength="64" autocomplete="off" .value=${n?.province??``}></label>
    <datalist id="outage-provinces">${(t?.provinces??[]).map(({name:e})=>b`<option value=${e}></option>`)}</datalist>
    <label>${`از`}<input name="began" required dir="ltr" maxlength="16" autocomplete="off" aria-describedby="outage-time" .value=${n?.began??``}></label>
    <label>${`پایان پیش‌بینی‌شده (اگر گفته شده)`}<input name="expected_end" dir="ltr" maxlength="16" autocomplete="off" aria-describedby="outage-time"></label>
    <p class="soft wide" id="outage-time">${`روز شمسی با ساعت، مانند ⁦۱۴۰۵/۰۹/۰۴ ۱۱:۰۰⁩، «۴ آذر ۱۱» یا «اکنون». بی پایان پیش‌بینی‌شده، تا سه روز گفته می‌شود.`}</p>
    <label class="wide">${`چه کسی گفته است؟ شهروندان این را می‌خوانند؛ نام و شمارهٔ کسی را ننویسید.`}<input name="source" required minlength="3" maxlength="500" autocomplete="off"></label>
    <label class="wide">${`از چه کسی پیگیری شده است؟ (اگر شده؛ شهروندان می‌خوانند)`}<input name="asked" minlength="3" maxlength="200" autocomplete="off"></label>
    ${n?.service_id?b`<label class="check wide"><input type="checkbox" name="service_id" value=${n.service_id} checked>${r=n.service_title??``,`فقط «${r}»`}</label>`:C}
    <label class="check wide"><input type="checkbox" name="merges" checked>${`پرونده‌های همین قطعی را یکی کن`}</label>
    <button class="main">${Xn}</button>
  </form>`;var r}(e)}
  </section>`}(s,s.outages):C}
  </main>`):e===`themes`?Un(this.#o):e===`periods`?function(e){let{page:t}=e;return b`<main class="room cases periods" data-open=${t?`page`:`list`}>
    <nav class="lists" aria-label=${`دوره‌ها`}><h2>${`دوره‌ها و کارنامه`}</h2><p class="soft">${`رقم‌های هر ماه و هر فصل ده روز پس از پایان آن بسته می‌شود. دستگاه ده روز برای اعتراض وقت دارد؛ پس از آن رقم‌ها قطعی می‌شود.`}</p>
      ${e.periods?.length===0?b`<p class="empty">${`هنوز رقم‌های هیچ دوره‌ای بسته نشده است.`}</p>`:C}
      ${(e.periods??[]).map(e=>function(e,t){return b`<a class="entry" href=${z(`periods`,e.period)} data-period=${e.period} aria-current=${e.period===t?`true`:`false`}>
    <span class="entry-top"><b>${e.title_fa}</b>${e.undecided?b`<span class="badge late">${n=R(e.undecided),`${n} اعتراض بی‌پاسخ`}</span>`:C}</span>
    <span class="soft">${e.state_fa}</span></a>`;var n}(e,t?.period))}</nav>
    <section class="case">
      <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
      <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
      ${t?function(e,t){let n=t.state===`provisional`;return b`<p><a class="back" href=${z(`periods`)}>${`بازگشت به دوره‌ها`}</a></p>
    <header class="case-head"><h2 id="period-title" tabindex="-1">${t.title_fa}</h2><span class="state">${t.state_fa}</span></header>
    <div><p>${t.state===`open`?(i=t.as_of_fa,`رقم‌های این دوره در ${i} بسته می‌شود.`):n?(e=>`رقم‌ها وضعیت ${e} را نشان می‌دهد و دیگر عوض نمی‌شود، مگر با پذیرفتن اعتراض.`)(t.as_of_fa):(e=>`رقم‌ها وضعیت ${e} را نشان می‌دهد و دیگر عوض نمی‌شود.`)(t.as_of_fa)}</p>
      ${n&&t.objection_until_fa?b`<p>${(e=>`دستگاه‌ها تا ${e} می‌توانند اعتراض کنند.`)(t.objection_until_fa)}</p>`:C}
      ${t.left_out?b`<p>${r=R(t.left_out),`${r} پرونده با پذیرفتن اعتراض از رقم‌های قطعی کنار می‌رود.`}</p>`:C}</div>
    ${e.figures?function(e,t){return b`<section class="panel" aria-labelledby="figures-title">
    <header class="panel-head"><h3 id="figures-title">${`کارنامه`}${t.agency_name?b` <span class="soft">${t.agency_name}</span>`:C}</h3>
      ${t.agencies.length?b`<label class="scope"><span class="unseen">${`دستگاه`}</span><select @change=${t=>function(e,t){let n=t.target.value;location.hash=`${z(`periods`,e)}${n?`?agency_id=${encodeURIComponent(n)}`:``}`}(e.period,t)}>
        <option value="" .selected=${!t.agency_id}>${`دستگاه را برگزینید`}</option>
        ${t.agencies.map(({id:e,title:n})=>b`<option value=${e} .selected=${e===t.agency_id}>${n}</option>`)}</select></label>`:C}</header>
    ${t.figures.length?b`${r=t.figures,b`<table class="stacked"><thead><tr><th scope="col">${`رقم`}</th><th scope="col">${$t}</th><th scope="col">${en}</th>
      <th scope="col">${tn}</th><th scope="col">${nn}</th></tr></thead>
    <tbody>${r.map(e=>{return b`<tr><th scope="row">${e.name_fa}<span class="soft">${t=e.of_fa,`میان ${t}`}</span></th>
      ${e.value_fa?b`<td data-label=${$t}><b>${e.value_fa}</b> <span class="soft">${e.between_fa}</span></td><td data-label=${en}>${e.expected_fa??`—`}</td>
          <td data-label=${tn}>${function(e){if(e===`too_few`)return C;let t={better:x`<path d="M0-7 7 6H-7Z"></path>`,worse:x`<path d="M0 7 7-6H-7Z"></path>`,as_expected:x`<circle r="5"></circle>`}[e];return b`<svg class=${`sign ${e}`} viewBox="-8 -8 16 16" aria-hidden="true">${t}</svg>`}(e.band)} ${e.band_fa}</td><td data-label=${nn}>${R(e.n??0)}</td>`:b`<td class="soft" colspan="3">${`برای داوری کم است`}</td><td data-label=${nn} class="soft">${e.n===void 0?`کمتر از ۱۰`:R(e.n)}</td>`}</tr>`;var t})}</tbody></table>`}
        <p class=${t.may_pay?``:`soft`}>${t.may_pay?`نظرها برای پرداخت بر پایهٔ عملکرد بس است (دست‌کم ۱۰۰ نظر).`:`نظرها کمتر از ۱۰۰ است و پایهٔ پرداخت نمی‌شود.`}</p>
        <p class="soft">${`«مورد انتظار» رقمی است که همهٔ دستگاه‌ها در همین دوره با همین نوع کارها دارند. بازه می‌گوید رقم واقعی با اطمینان ۹۵٪ کجاست؛ هرچه نفر کمتر، بازه بازتر.`} <a href="/scoreboard/method">${`روش محاسبه`}</a>، ${n=Ut(t.method_version),`نسخهٔ ${n}`}.</p>`:b`<p class="soft">${`برای دیدن رقم‌ها دستگاهی را برگزینید.`}</p>`}
  </section>`;var n,r}(t,e.figures):C}
    ${function(e,t){let n=t?e.filter(({agency_id:e})=>e===t):e.filter(({is_flagged:e})=>e);return b`<section class="panel" aria-labelledby="lot-title"><h3 id="lot-title">${`گفتهٔ شهروندان در تماس قرعه`}</h3><p class="soft">${`هر روز چند پرونده به قرعه برگزیده می‌شود و از خود شهروند می‌پرسیم که مشکل حل شد یا نه.`}</p>
    ${n.map(e=>On(e,t===void 0))}
    ${n.length?C:b`<p>${t?`در این دوره هنوز کسی به قرعه برگزیده نشده است.`:rn}</p>`}</section>`}(e.gaps,e.figures?.agency_id)}
    ${function(e){return b`<section class="panel signals" aria-labelledby="signals-title"><h3 id="signals-title">${`نشانه‌ها`}</h3><p class="soft">${`این‌ها در کار دستگاه بیشتر از دستگاه‌های دیگر دیده شده و بهتر است کسی نگاهی به آن بیندازد. نشانه اتهام نیست: هیچ رقمی را عوض نمی‌کند و از دلیل هم چیزی نمی‌گوید.`}</p>
    ${e.signalsNotice?function(e){return b`<div class="notice row" role="alert"><span>${`نشانه‌ها خوانده نشد.`} ${e.signalsNotice}</span>
    <button class="small" @click=${()=>{e.readSignals()}}>${`دوباره بخوان`}</button></div>`}(e):e.signals?function(e,{flags:t,objection_until_fa:n}){let r=e.figures?.agency_id,i=r?t.filter(({agency_id:e})=>e===r):t,a=e.mayObject;return i.length?b`${[...Tn(i).values()].map(t=>function({page:e,figures:t},n,r){let[{agency_id:i,agency_name:a}]=n,o=`${z(`periods`,e?.period)}?agency_id=${encodeURIComponent(i)}`;return b`<div class="gap" data-agency=${i}>${r?b`<p class="row">${t?b`<a href=${o}><b>${a}</b></a>`:b`<b>${a}</b>`} <span class="badge settled">${s=R(n.length),`${s} نشانه`}</span></p>`:C}
    <ul>${n.map(En)}</ul></div>`;var s}(e,t,r===void 0&&!a))}
    <p class="soft">${n?b`${a?(e=>`اگر دلیل دیگری می‌دانید، تا ${e} در «اعتراض‌ها» بنویسید.`)(n):(e=>`دستگاه تا ${e} می‌تواند توضیح بدهد یا اعتراض کند.`)(n)} `:C}${a?`این نشانه‌ها را همکاران شما در این دستگاه و سرپرست، بازرس، ویراستار و ناظر سامانه می‌بینند. دستگاه‌های دیگر نمی‌بینند و در تابلوی همگانی هم نمی‌آید.`:`سرپرست، بازرس، ویراستار و ناظر نشانه‌های همهٔ دستگاه‌ها را می‌بینند و کارشناس هر دستگاه فقط نشانه‌های دستگاه خودش را. در تابلوی همگانی نمی‌آید.`}</p>`:b`<p>${a?`در این دوره نشانه‌ای از دستگاه شما دیده نشد.`:r?`در این دوره نشانه‌ای از این دستگاه دیده نشد.`:`در این دوره نشانه‌ای دیده نشد.`}</p><p class="soft">${`نشانه وقتی پیدا می‌شود که دست‌کم ۱۱ دستگاه و در دستگاه دست‌کم ۱۰ نفر برای سنجیدن باشد.`}</p>`}(e,e.signals):b`<p class="soft" role="status">${`در حال خواندن نشانه‌ها…`}</p>`}</section>`}(e)}
    ${t.state===`open`?C:function(e,t){return b`<section class="panel" aria-labelledby="objections-title"><h3 id="objections-title">${`اعتراض‌ها`}</h3>
    ${t.objections.length?b`<ul class="closures">${t.objections.map(t=>function(e,t){let n=!t.decision&&e.page?.state===`provisional`;return b`<li data-objection=${t.number}>
    <p><b>${t.agency_name}</b> · ${t.cases?(e=>`به ${e} پرونده`)(R(t.cases)):`به همهٔ رقم‌ها`} · <time>${t.at_fa}</time>
      <span class=${t.decision?`badge settled`:`badge`}>${t.decision_fa??`در انتظار تصمیم`}</span></p>
    <p class="words" dir="auto">${t.words}</p>
    ${t.codes.length?b`<p class="soft">${t.codes.map(e=>b`<a class="code" dir="ltr" href=${z(`cases`,e)}>${e}</a> `)}</p>`:C}
    ${t.decision_words?b`<p class="words" dir="auto"><span class="soft">${on}:</span> ${t.decision_words}</p>`:C}
    ${n&&e.mayObject?b`<p class="row"><button class="small" @click=${()=>{e.takeBack(t.number)}}>${`پس گرفتن اعتراض`}</button></p>`:C}
    ${n&&e.mayDecide?function(e,t){return e.asked===t.number?b`<form class="fields" aria-label=${an} @submit=${n=>function(e,t,n){e.preventDefault();let r=`${new FormData(e.target).get(`words`)??``}`.trim(),i=e.submitter?.value;i&&t.decide(n,i===`true`,r)}(n,e,t.number)}>
    <p class="soft wide" id="decide-hint">${`دستگاه این متن را می‌خواند. پذیرفتن، پرونده‌های نام‌برده را از رقم‌های قطعی کنار می‌گذارد.`}</p>
    <label class="wide">${on}<textarea name="words" rows="3" required minlength="3" maxlength="2000" aria-describedby="decide-hint"></textarea></label>
    <p class="buttons wide"><button class="main" name="is_upheld" value="true">${`می‌پذیرم`}</button><button name="is_upheld" value="false">${`نمی‌پذیرم`}</button></p></form>`:b`<p class="row"><button class="small" @click=${()=>function(e,t){e.ask(t),L(`.periods form [name=words]`)}(e,t.number)}>${an}</button></p>`}(e,t):C}</li>`}(e,t))}</ul>`:b`<p class="soft">${`اعتراضی ثبت نشده است.`}</p>`}
    ${t.may_object&&e.mayObject?function(e){return b`<form class="fields" aria-label=${`ثبت اعتراض`} @submit=${t=>async function(e,t){e.preventDefault();let n=e.target,r=new FormData(n),i=V(`${r.get(`codes`)??``}`).toUpperCase().split(/[\s,،؛]+/).filter(Boolean);await t.objectTo(`${r.get(`words`)??``}`.trim(),i)&&n.reset()}(t,e)}>
    <p class="soft wide" id="object-hint">${`بنویسید کدام رقم نادرست است و چرا. اگر اعتراض پذیرفته شود، پرونده‌هایی که نام می‌برید در رقم‌های قطعی شمرده نمی‌شود. نام و شمارهٔ کسی را ننویسید.`}</p>
    <label class="wide">${`دلیل اعتراض`}<textarea name="words" rows="4" required minlength="3" maxlength="2000" aria-describedby="object-hint"></textarea></label>
    <label class="wide">${`کد پرونده‌ها (اگر اعتراض به همهٔ رقم‌ها نیست)`}<textarea name="codes" rows="2" dir="ltr" maxlength="8000" autocomplete="off" aria-describedby="codes-hint"></textarea></label>
    <p class="soft wide" id="codes-hint">${`کدها را با فاصله یا در خط‌های جدا بنویسید.`}</p>
    <button class="main">${`ثبت اعتراض`}</button></form>`}(e):C}</section>`}(e,t)}
    ${e.mayExport&&t.state!==`open`?function({period:e},t){let n=t=>`/api/v1/desk/periods/${e}/export.${t}`,r=sn;return b`<section class="panel" aria-labelledby="export-title"><h3 id="export-title">${`فایل امضاشده`}</h3><p class="soft">${`همین رقم‌ها برای همهٔ دستگاه‌ها، با امضای سامانه. ذخیره کردن آن در دفتر میز ثبت می‌شود.`}</p>
    <p class="buttons"><a class="button" href=${n(`zip`)} download>${`همه با امضا (ZIP)`}</a><a class="button" href=${n(`csv`)} download>${`جدول (CSV)`}</a>
      <a class="button" href=${n(`json`)} download>${`داده (JSON)`}</a></p>
    <details><summary>${`چگونه درستی فایل را بسنجیم؟`}</summary><ol class="verify">
      <li>${r.program} <a href="/api/v1/desk/periods/verify_export.py" download>${`برنامهٔ سنجش (verify_export.py)`}</a></li>
      <li>${r.key} <a href="/api/v1/ledger/roots">${`کلید عمومی و ریشه‌ها`}</a></li>
      <li>${r.run}<pre class="code" dir="ltr" tabindex="0">python verify_export.py figures-${e}.zip --key KEY</pre></li></ol>
      ${t?.root_hash?b`<p class="soft">${i=t.root_day_fa??``,`رقم‌ها بر ریشهٔ دفتر در روز ${i} استوار است:`} <code class="code hash" dir="ltr">${t.root_hash}</code></p>`:C}</details></section>`;var i}(t,e.figures):C}
    <details class="panel" ?hidden=${!t.entries.length}><summary>${`روند دوره`}</summary>
      <ol class="timeline">${t.entries.map(e=>b`<li class="step"><p><b>${e.title_fa}</b></p><p class="soft"><time>${e.at_fa}</time></p></li>`)}</ol></details>`;var r,i}(e,t):e.notice?C:b`<p class="empty">${`یک دوره را برگزینید.`}</p>`}
    </section>
  </main>`}(this.#s):e===`calls`?function(e,t){let{call:n,progress:r}=e;return b`<main class="upkeep calls">
    <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
    <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
    <section class="panel" aria-labelledby="calls-title"><header class="panel-head"><h2 id="calls-title">${G.title}</h2>${r?function({said:e,declined:t,not_reached:n,waiting:r}){let i=[[G.said,e],[G.declined,t],[G.notReached,n],[G.waiting,r]];return b`<dl class="counts" aria-label=${G.progress}>${i.map(([e,t])=>b`<div><dt>${e}</dt><dd>${R(t)}</dd></div>`)}</dl>`}(r):C}</header>
      <p class="soft">${G.hint}</p></section>
    ${n?function(e,t){let{page:n}=e;return b`<section class="panel call" aria-labelledby="call-title" data-code=${t.tracking_code}>
    <h2 id="call-title" tabindex="-1">${G.call} <a class="code" dir="ltr" href=${z(`cases`,t.tracking_code)}>${t.tracking_code}</a></h2>
    <div class="call-body"><div class="call-part">
        <dl class="pairs">${function({page:e},t){return[[G.agency,t.agency_name],...e?[[G.kind,e.kind_fa],[G.filed,e.created_at_fa]]:[],[G.drawn,t.drawn_fa],[G.until,t.until_fa],[G.tries,t.tries?G.times(R(t.tries)):G.never]]}(e,t).map(([e,t])=>b`<div><dt>${e}</dt><dd>${t}</dd></div>`)}</dl>
        ${n?b`<div><h3>${G.matter}</h3><p class="words" dir="auto">${n.description}</p></div>${function(e,t){return e.number?b`<div><h3>${G.number}</h3><p class="number"><a href=${`tel:${e.number}`} dir="ltr">${Ut(e.number)}</a></p></div>`:e.mobile?b`<form class="why" aria-label=${G.number} @submit=${t=>function(e,t){e.preventDefault();let n=`${new FormData(e.target).get(`reason`)??``}`.trim();n&&t.reveal(n).then(e=>e?L(`.number a`):void 0)}(t,e)}>
    <p class="soft" id="number-hint">${G.hidden}</p>
    <label>${G.why}<textarea name="reason" rows="2" required minlength="8" maxlength="200" autocomplete="off" aria-describedby="number-hint"
      .value=${G.reason(t.agency_name).slice(0,200)}></textarea></label>
    <div class="buttons"><button class="main">${G.show}</button></div></form>`:b`<p class="soft">${G.noNumber}</p>`}(e,t)}`:C}
      </div><div class="call-part">
        <div><h3>${G.script}</h3><ol class="script">${G.steps.map(e=>b`<li>${e}</li>`)}</ol><p class="soft">${G.rules}</p></div>
        ${n?function(e){return b`<form class="outcome" aria-label=${G.outcome} @submit=${t=>function(e,t){e.preventDefault();let n=e.target,r=new FormData(n).get(`outcome`);r&&An(t.note(r),n)}(t,e)}>
    <fieldset aria-describedby="once-hint"><legend>${G.outcome}</legend>
      ${Object.entries(G.outcomes).map(([e,t])=>b`<label class="check"><input type="radio" name="outcome" value=${e} required>${t}</label>`)}</fieldset>
    <p class="soft" id="once-hint">${G.onceHint}</p>
    <div class="buttons"><button class="main">${G.keep}</button><button type="button" @click=${t=>{An(e.postpone(),t.target.form)}}>${G.later}</button></div></form>`}(e):C}
      </div></div>
  </section>`}(e,n):e.calls?b`<p class="empty">${G.empty}</p>`:e.notice?C:b`<p class="soft" role="status">${G.loading}</p>`}
    ${t&&r?function({gaps:e},{month_fa:t}){let n=e.filter(({is_flagged:e})=>e);return b`<section class="panel" aria-labelledby="gaps-title"><h3 id="gaps-title">${G.gaps(t)}</h3><p class="soft">${G.gapsHint}</p>
    ${n.length?n.map(e=>On(e,!0)):b`<p>${rn}</p>`}</section>`}(e,r):C}
  </main>`}(this.#c,this.#e.may(`see_insight`)):e===`record`?(a=this.#l,o=this.#e.may(`read_cases`),b`<main class="upkeep record">
    <p class="notice" role="alert" ?hidden=${!a.notice}>${a.notice}</p>
    <p class="done" role="status" ?hidden=${!a.done}>${a.done}</p>
    <section class="panel" aria-labelledby="record-title">
      <h2 id="record-title">${Q.title}</h2>
      <p class="soft">${Q.hint}</p>
      ${a.terms?function(e,{people:t,actions:n}){return b`<form class="fields" aria-labelledby="record-title" @submit=${t=>function(e,t){e.preventDefault();let n=new FormData(e.target),[r,i,a,o,s]=[`account_id`,`action`,`since`,`until`,`tracking_code`].map(e=>V(`${n.get(e)??``}`).trim()),c={account_id:r,action:i,since:a,until:o,tracking_code:s};e.submitter?.name===`save`?t.save(c):t.show(c)}(t,e)}>
    <label>${Q.person}<select name="account_id"><option value="">${Q.everybody}</option>
      ${t.map(({id:e,title:t})=>b`<option value=${e}>${t}</option>`)}</select></label>
    <label>${Q.action}<select name="action"><option value="">${Q.anything}</option>
      ${n.map(({id:e,title:t})=>b`<option value=${e}>${t}</option>`)}</select></label>
    ${si(e,`since`)}${si(e,`until`)}
    <p class="soft wide" id="record-day-hint">${Q.dayHint}</p>
    <div><label>${Q.code}<input name="tracking_code" dir="ltr" maxlength="32" autocomplete="off" autocapitalize="characters" spellcheck="false"
      aria-invalid=${!!e.faults.of(`tracking_code`)} aria-describedby=${W(e.faults,`tracking_code`)}></label>${U(e.faults,`tracking_code`)}</div>
    <p class="buttons wide"><button class="main">${Q.show}</button><button name="save" value="save">${Q.save}</button></p>
  </form>`}(a,a.terms):C}
      ${a.entries?function(e,t,n){return t.length?b`<div class="scroll" tabindex="0" role="region" aria-label=${Q.table}><table>
      <thead><tr><th scope="col">${Q.when}</th><th scope="col">${Q.person}</th><th scope="col">${Q.action}</th><th scope="col">${Q.about}</th></tr></thead>
      <tbody>${t.map(e=>b`<tr data-action=${e.action}>
        <td>${e.at_fa}</td><td>${e.who_fa}</td><td>${e.action_fa}</td><td>${function({tracking_code:e,conversation_id:t,details:n},r){let i=e&&r?b`<a href=${z(`cases`,e)} dir="ltr">${e}</a>`:b`<bdi>${e}</bdi>`;return b`${e?b`<p>${Q.caseIs}: ${i}</p>`:C}
    ${t?b`<p>${Q.talkIs}: <bdi>${t}</bdi></p>`:C}
    ${n.map(({title_fa:e,text:t})=>b`<p>${e}: <bdi>${t}</bdi></p>`)}`}(e,n)}</td></tr>`)}</tbody>
    </table></div>
    ${e.next?b`<p><button @click=${()=>{e.more()}}>${Q.more}</button></p>`:C}`:b`<p class="soft" role="status">${Q.none}</p>`}(a,a.entries,o):C}
    </section>
  </main>`):e===`ready`?function(e){let{list:t}=e;return b`<main class="upkeep ready">
    <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
    <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
    <section class="panel" aria-labelledby="ready-title">
      <div class="panel-head"><h2 id="ready-title">${Z.title}</h2><button @click=${()=>{e.edit(void 0)}}>${Z.newTitle}</button></div>
      <p class="soft">${Z.hint}</p>
      ${function(e){let{wanted:t}=e;return b`<form class="fields" role="search" aria-label=${Z.find} @submit=${t=>function(e,t){e.preventDefault();let n=new FormData(e.target);t.find({words:`${n.get(`words`)??``}`.trim(),whose:`${n.get(`whose`)??``}`,retired:n.has(`retired`)})}(t,e)}>
    <label>${Z.words}<input name="words" type="search" maxlength="64" autocomplete="off" .value=${t.words}></label>
    <label>${Z.whose}<select name="whose">${[[``,Z.all],[`own`,Z.own],[`shared`,Z.shared]].map(([e,n])=>b`<option value=${e} .selected=${e===t.whose}>${n}</option>`)}</select></label>
    <label class="check wide"><input type="checkbox" name="retired" .checked=${t.retired}>${Z.retired}</label>
    <button class="main">${Z.show}</button>
  </form>`}(e)}
      ${t?function(e,t){let{words:n,whose:r,retired:i}=e.wanted;return t.length?b`<ul class="closures" aria-label=${Z.list}>${t.map(t=>b`<li data-id=${t.id}>
    <p><b>${t.title}</b> <span class="badge settled">${t.is_shared?Z.shared:Z.own}</span></p>
    <p class="words">${t.text}</p>
    <p class="soft">${t.changed_by?Z.by(t.changed_by,t.changed_at_fa):Z.since(t.changed_at_fa)}</p>
    ${t.may_change?function(e,t){return b`<p class="row">${t.is_retired?b`<button class="small" aria-label=${Z.restoreOf(t.title)} @click=${()=>{e.restore(t)}}>${Z.restore}</button>`:b`<button class="small" aria-label=${Z.editOf(t.title)} @click=${()=>{e.edit(t)}}>${Z.edit}</button>
        <button class="small" aria-label=${Z.retireOf(t.title)} @click=${()=>{e.retire(t)}}>${Z.retire}</button>`}</p>`}(e,t):C}</li>`)}</ul>`:b`<p class="soft" role="status">${n||r||i?Z.none:Z.nothingYet}</p>`}(e,t.answers):C}
    </section>
    ${t?function(e,t){let{faults:n,open:r}=e,i=ni(e.text,t);return b`<section class="panel" aria-labelledby="write-title">
    <h2 id="write-title">${r?Z.changeTitle:Z.newTitle}</h2>
    <form class="fields" novalidate aria-labelledby="write-title" @submit=${t=>{(async function(e,t){e.preventDefault();let n=e.target,r=new FormData(n),i=!t.mayOwn||r.get(`shared`)===`all`;await t.save(`${r.get(`title`)??``}`.trim(),i)&&n.reset()})(t,e)}}>
      <div class="wide"><label>${Z.name}<input name="title" required maxlength="80" autocomplete="off" .value=${r?.title??``}
        aria-invalid=${!!n.of(`title`)} aria-describedby=${W(n,`title`)}></label>${U(n,`title`)}</div>
      <div class="wide"><label>${Z.text}<textarea name="text" id="ready-text" rows="5" required maxlength="2000" dir="auto" .value=${e.text}
        aria-invalid=${!!n.of(`text`)} aria-describedby=${W(n,`text`,`places-hint`)}
        @input=${t=>e.write(t.target.value)}></textarea></label>${U(n,`text`)}</div>
      <div class="wide" role="group" aria-label=${Z.places}><p class="soft" id="places-hint">${Z.placesHint}</p>
        <p class="buttons">${t.map(({name:t})=>b`<button type="button" class="small" aria-label=${Z.put(t)}
          @click=${()=>function(e,t){let n=document.getElementById(`ready-text`);n.setRangeText(`{${t}}`,n.selectionStart,n.selectionEnd,`end`),e.write(n.value),n.focus()}(e,t)}>{${t}}</button>`)}</p></div>
      <div class="wide"><h3>${Z.preview}</h3>
        ${i?b`<p class="words preview-of">${i}</p>`:b`<p class="soft">${Z.emptyPreview}</p>`}</div>
      ${!r&&e.mayShare&&e.mayOwn?b`<fieldset class="wide"><legend>${Z.isShared}</legend>
    <label class="check"><input type="radio" name="shared" value="own" checked>${Z.forMe}</label>
    <label class="check"><input type="radio" name="shared" value="all">${Z.forAll}</label></fieldset>`:C}
      <p class="buttons wide"><button class="main">${Z.save}</button>
        ${r?b`<button type="button" @click=${()=>{e.edit(void 0)}}>${Z.cancel}</button>`:C}</p>
    </form>
  </section>`}(e,t.placeholders):C}
  </main>`}(this.#d):e===`keys`?function(e,t){let{asked:n}=e;return b`<main class="upkeep other-keys">
    <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
    <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
    ${e.once?lr(e.once,()=>e.hide()):C}
    <section class="panel" aria-labelledby="keys-title">
      <h2 id="keys-title" tabindex="-1">${`کلیدهای سامانه‌های دیگر`}</h2>
      <p class="soft">${`سامانهٔ یک دستگاه یا یک همکار با کلید به دستیار وصل می‌شود. کلید هر کس را فقط به خودش بدهید.`}</p>
      ${e.keys?e.keys.length?function(e,t){return b`<div class="scroll" tabindex="0" role="region" aria-label=${`جدول کلیدها`}><table class="stacked">
    <thead><tr><th scope="col">${`نام`}</th><th scope="col">${Qn}</th><th scope="col">${$n}</th><th scope="col">${er}</th><th scope="col">${tr}</th><td></td></tr></thead>
    <tbody>${t.map(t=>{return b`<tr data-id=${t.id}>
      <th scope="row">${t.name} <span class="soft"><bdi>${t.id}</bdi></span></th>
      <td data-label=${Qn}>${t.scope_fa}${t.agency_name?b` <span class="soft">${t.agency_name}</span>`:C}</td>
      <td data-label=${$n}><span class="badge ${t.state===`valid`?`active`:`disabled`}">${t.state_fa}</span></td>
      <td data-label=${er}>${t.last_used_at_fa??b`<span class="soft">${`هرگز`}</span>`}</td>
      <td data-label=${tr}>${t.expires_at_fa}</td>
      <td>${t.state===`revoked`?C:b`<button class="small" aria-label=${n=t.name,`باطل کردن کلید ${n}`} @click=${()=>e.ask(t)}>${`باطل کردن`}</button>`}</td></tr>`;var n})}</tbody>
  </table></div>`}(e,e.keys):b`<p class="soft">${`هنوز کلیدی ساخته نشده است. نخستین را در پایین بسازید.`}</p>`:C}
      ${n?cr((r=n.name,`کلید «${r}» همین حالا و برای همیشه از کار می‌افتد. سامانه‌ای که با آن وصل است جدا می‌شود.`),`بله، باطل شود`,()=>{e.revoke(n)},()=>e.ask(void 0)):C}
    </section>
    ${function(e,t){let{faults:n,scope:r}=e;return b`<section class="panel" aria-labelledby="new-key-title">
    <h2 id="new-key-title">${`ساختن کلید`}</h2>
    <form class="fields" novalidate aria-labelledby="new-key-title" @submit=${t=>{(async function(e,t){let n=e.target,{days:r=``,...i}=ar(e),a={...i,days:/^\d{1,5}$/.test(V(r))?Number(V(r)):0};await t.make(a)&&(n.reset(),t.choose(`agency`))})(t,e)}}>
      <div><label>${`نام`}<input name="name" required maxlength="64" autocomplete="off" aria-invalid=${!!n.of(`name`)}
        aria-describedby=${W(n,`name`,`key-name-hint`)}></label><p class="soft" id="key-name-hint">${`نام سامانه‌ای که کلید را می‌گیرد، ۳ تا ۶۴ نویسه`}</p>${U(n,`name`)}</div>
      <div><label>${`چند روز کار کند`}<input name="days" inputmode="numeric" dir="ltr" maxlength="5" value="۳۶۵" autocomplete="off" aria-invalid=${!!n.of(`days`)}
        aria-describedby=${W(n,`days`,`key-days-hint`)}></label><p class="soft" id="key-days-hint">${`۱ تا ۱۰۹۵ روز؛ یک سال ۳۶۵ روز است.`}</p>${U(n,`days`)}</div>
      <label>${Qn}<select name="scope" @change=${t=>e.choose(t.target.value)}>
        ${J(Object.entries(nr),r)}</select></label>
      ${r===`agency`?sr(n,t,``):C}
      <button class="main">${`ساخته شود`}</button>
    </form>
  </section>`}(e,t)}
  </main>`;var r}(this.#f,this.#t.terms):e===`accounts`?function(e,t){return b`<main class="upkeep staff">
    <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
    <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
    ${e.once?lr(e.once,()=>e.hide()):C}
    ${e.isNew?function(e,t){let{faults:n}=e;return b`<section class="panel" aria-labelledby="new-title">
    <p><a href=${z(`accounts`)}>${Ci}</a></p>
    <h2 id="new-title" tabindex="-1">${`دعوت همکار تازه`}</h2>
    <p class="soft">${`پیوندی یک‌بارمصرف می‌گیرید. همکارتان با آن گذرواژه‌اش را خودش می‌سازد؛ شما آن را نمی‌بینید.`}</p>
    <form class="fields" novalidate aria-labelledby="new-title" @submit=${t=>async function(e,t){let n=e.target;await t.invite(ar(e))&&(n.reset(),t.choose(`operator`),await L(`#once-title`))}(t,e)}>
      <div><label>${`نام کاربری`}<input name="login" dir="ltr" required maxlength="64" autocomplete="off" autocapitalize="none" spellcheck="false"
        aria-invalid=${!!n.of(`login`)} aria-describedby=${W(n,`login`,`login-hint`)}></label>
        <p class="soft" id="login-hint">${`۳ تا ۶۴ نویسه: حروف لاتین، رقم، نقطه، خط تیره و زیرخط`}</p>${U(n,`login`)}</div>
      ${Di(e,void 0,t,!1)}
      <button class="main">${`دعوت شود`}</button>
    </form>
  </section>`}(e,t):e.account?function(e,t,n){return b`<section class="panel" aria-labelledby="account-title">
    <p><a href=${z(`accounts`)}>${Ci}</a></p>
    <div class="case-head"><h2 id="account-title" tabindex="-1">${t.name}</h2><span class="badge ${t.state}">${t.state_fa}</span></div>
    <p class="soft"><bdi>${t.login}</bdi> · ${t.role_fa}${t.agency_name?b` · ${t.agency_name}`:C} · ${r=t.created_at_fa,`ساخته شد: ${r}`}</p>
    ${t.until_fa?b`<p class="soft">${(e=>`پیوند دعوت تا ${e} کار می‌کند.`)(t.until_fa)}</p>`:C}
    ${t.is_own?b`<p class="soft">${`نقش، وضعیت و ورودهای حساب خودتان را مدیر دیگری تغییر می‌دهد.`}</p>`:function(e,t){let{asked:n}=e,r=t.state===`disabled`,i=(t,r)=>b`<button aria-expanded=${n===t} @click=${()=>function(e,t){e.ask(e.asked===t?void 0:t),e.asked&&L(`#sure-yes`)}(e,t)}>${r}</button>`;return b`<div class="buttons" role="group" aria-label=${`ورود به حساب`}>
      ${t.sessions?i(`sign-out`,`پایان همهٔ ورودها`):C}
      ${i(`renew`,`پیوند تازه`)}
      ${r?b`<button @click=${()=>{e.enable()}}>${`باز کردن حساب`}</button>`:i(`disable`,`بستن حساب`)}
    </div>
    ${n?cr(Oi[n],`بله، انجام شود`,()=>{e.take(n)},()=>e.ask(void 0)):C}`}(e,t)}
  </section>
  <section class="panel" aria-labelledby="change-title">
    <h3 id="change-title">${`نام، نقش و دستگاه`}</h3>
    ${t.is_own?C:b`<p class="soft">${`با تغییر نقش یا دستگاه، این همکار از همهٔ مرورگرها خارج می‌شود و دوباره وارد می‌شود.`}</p>`}
    <form class="fields" novalidate aria-labelledby="change-title" @submit=${n=>function(e,t,n){let r=n.agency_id?{agency_id:n.agency_id}:{},i=n.is_own?{role:n.role,...r}:{};t.change({...ar(e),...i})}(n,e,t)}>
      ${Di(e,t,n,t.is_own)}
      <button class="main">${`ذخیره شود`}</button>
    </form>
  </section>
  <section class="panel" aria-labelledby="signed-title">
    <h3 id="signed-title">${`کجا وارد شده است`}</h3>
    ${t.signed_in.length?b`<ul class="closures">${t.signed_in.map(e=>b`<li><p><b>${e.device_fa}</b></p>
          <p class="soft">${(e=>`ورود: ${e}`)(e.began_at_fa)}</p><p class="soft">${(e=>`آخرین بار: ${e}`)(e.seen_at_fa)}</p></li>`)}</ul>`:b`<p class="soft">${`اکنون در هیچ مرورگری وارد نیست.`}</p>`}
  </section>`;var r}(e,e.account,t):function(e,t){let{page:n}=e;return b`<section class="panel" aria-labelledby="staff-title">
    <div class="panel-head"><h2 id="staff-title">${`حساب‌ها`}</h2><a class="button" href=${z(`accounts`,`new`)}>${`دعوت همکار تازه`}</a></div>
    <p class="soft">${`هر کس که پای میز می‌نشیند این‌جا حساب دارد. هر تغییر در دفتر میز ثبت می‌شود.`}</p>
    ${function(e,t){let{wanted:n}=e;return b`<form class="fields four" role="search" aria-label=${`جست‌وجو در حساب‌ها`} @submit=${t=>function(e,t){e.preventDefault();let n=new FormData(e.target),[r,i,a,o]=[`words`,`role`,`agency_id`,`state`].map(e=>`${n.get(e)??``}`.trim());t.find({words:r,role:i,agency_id:a,state:o})}(t,e)}>
    <label>${`نام یا نام کاربری`}<input name="words" type="search" maxlength="64" autocomplete="off" .value=${n.words}></label>
    <label>${_i}<select name="role"><option value="">${`هر نقشی`}</option>${J(Object.entries(vi),n.role)}</select></label>
    <label>${`دستگاه`}<select name="agency_id"><option value="">${`هر دستگاهی`}</option>${or(t,n.agency_id)}</select></label>
    <label>${bi}<select name="state"><option value="">${`هر وضعیتی`}</option>${J(Object.entries(xi),n.state)}</select></label>
    <button class="main">${`نشان بده`}</button>
  </form>`}(e,t)}
    ${n?b`<p class="soft" role="status">${n.total?(r=R(n.total),`${r} حساب`):`حسابی با این ویژگی‌ها نیست. واژه‌ها را کوتاه‌تر کنید یا نقش و دستگاه را بردارید.`}</p>`:C}
    ${n?.accounts.length?(i=n.accounts,b`<div class="scroll" tabindex="0" role="region" aria-label=${`جدول حساب‌ها`}><table class="stacked">
    <thead><tr><th scope="col">${`نام`}</th><th scope="col">${_i}</th><th scope="col">${bi}</th><th scope="col">${Si}</th></tr></thead>
    <tbody>${i.map(e=>b`<tr data-id=${e.id}>
      <th scope="row"><a href=${z(`accounts`,e.id)}>${e.name}</a> ${e.is_own?b`<span class="badge">${`حساب شما`}</span>`:C}
        <span class="soft"><bdi>${e.login}</bdi></span></th>
      <td data-label=${_i}>${e.role_fa}${e.agency_name?b` <span class="soft">${e.agency_name}</span>`:C}</td>
      <td data-label=${bi}><span class="badge ${e.state}">${e.state_fa}</span></td>
      <td data-label=${Si}>${e.seen_at_fa??b`<span class="soft">${`اکنون وارد نیست`}</span>`}</td></tr>`)}</tbody>
  </table></div>`):C}
    ${n&&n.pages>1?function(e,t){let{number:n}=e;return b`<nav class="buttons" aria-label=${`صفحه‌ها`}>
    <button ?disabled=${n<=1} @click=${()=>{e.turn(n-1)}}>${`صفحهٔ پیش`}</button>
    <span>${((e,t)=>`صفحهٔ ${e} از ${t}`)(R(n),R(t))}</span>
    <button ?disabled=${n>=t} @click=${()=>{e.turn(n+1)}}>${`صفحهٔ پس`}</button>
  </nav>`}(e,n.pages):C}
  </section>`;var r,i}(e,t)}
  </main>`}(this.#u,this.#t.terms):e===`situation`?function(e,t,n){let{found:r}=e;return b`<main class="situation">
    <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
    ${function(e,t,n){let{found:r}=e,i=e.agency?`?agency_id=${encodeURIComponent(e.agency)}`:``;return b`<header class="situation-head">
    <h2>${K.title}${r?.agency_name?b` <span class="soft">${r.agency_name}</span>`:C}</h2>
    ${r?b`<p class="soft updated">${K.updated(r.at_fa)}</p>`:C}
    ${n.isClerk?C:b`<label class="scope"><span class="unseen">${K.scope}</span><select @change=${e=>{t=e.target.value,location.hash=z(`situation`,t||void 0);return;var t}}>
      <option value="" .selected=${!e.agency}>${K.all}</option>
      ${(t?.agencies??[]).map(({id:t,title:n})=>b`<option value=${t} .selected=${t===e.agency}>${n}</option>`)}</select></label>`}
    <a class="button" href=${vn(e.agency??r?.agency_id)}>${r?.agency_id?K.report:K.reports}</a>
    <a class="button" href=${`/api/v1/desk/situation.csv${i}`} download>${K.save}</a>
  </header>`}(e,t,n)}
    ${r?function(e,t,n){return b`${function(e,t,n){let{now:r,clocks:i,queue:a}=t,o=t.moved.find(({window:e})=>e===`day`),s=t=>({agency_id:e.agency,...t});return b`<ul class="tiles">
    <li class=${r.late?`tile urgent`:`tile`}><h3>${K.late}</h3><p class="figure">${q(n,s({overdue:!0}),R(r.late))}</p>
      <p class="soft">${K.lateHint}</p>
      ${o?b`<p>${q(n,s({breached:!0,within_h:24}),K.breached(R(o.breached)))}</p>`:C}</li>
    <li class=${i.within_3h?`tile near`:`tile`}><h3>${K.soon}</h3><p class="figure">${q(n,s({due_in_h:3}),R(i.within_3h))}</p>
      <p class="soft">${K.soonHint}</p>
      <dl class="clocks" aria-label=${K.clocksTitle}>${[1,24,72].map(e=>b`<div><dt>${K.clocks[`within_${e}h`]}</dt>
        <dd>${q(n,s({due_in_h:e}),R(i[`within_${e}h`]))}</dd></div>`)}</dl></li>
    <li class="tile"><h3>${K.waiting}</h3><p class="figure">${q(n,s({}),R(r.waiting))}</p>
      <p class="soft">${K.waitingHint}${t.unknown_agency?b` (${K.unknown(R(t.unknown_agency))})`:C}</p>
      ${o?b`<p class="pair">${q(n,s({moved:[`registered`],within_h:24}),K.filed(R(o.filed)))}
        ${q(n,s({moved:[`answered`],within_h:24}),K.answered(R(o.answered)))}</p>`:C}</li>
    ${a?b`<li class="tile"><h3>${K.queue}</h3><p class="figure">${n.seeQueue?b`<a href=${z(`talks`)}>${R(a.waiting)}</a>`:b`<span>${R(a.waiting)}</span>`}</p>
      <p class="soft">${K.queueHint}</p>
      <p class="pair">${a.longest_s===void 0?C:b`<span>${K.longest(xt(a.longest_s))}</span>`}
        <span>${a.median_s===void 0?K.nobodyWaited:K.median(xt(a.median_s))}</span></p></li>`:C}
  </ul>`}(e,t,n)}
    <div class="situation-grid">
      <section class="panel-map" aria-labelledby="map-title"><h3 id="map-title">${K.map}</h3>
        ${un(e,t.provinces,n.readCases)}
        <p class="soft">${K.mapHint} <span class="on-keys">${K.mapKeys}</span></p>
        ${r=K.province,i=t.provinces,a=K.asTable,o=t=>yn(e,n,{province:t.id?t.name:`-`}),b`<details class="as-table"><summary>${a}</summary>${bn(r,i,o,K.noProvince)}</details>`}
      </section>
      ${t.agencies.length||!t.agency_id?function(e,t,n){let r=t.agencies.slice(0,10),i=t.agencies.length-r.length;return b`<section class="panel-agencies" aria-labelledby="agencies-title"><h3 id="agencies-title">${K.agencies}</h3>
    ${r.length?bn(K.agency,r,t=>t.id?yn(e,n,{agency_id:t.id}):(e,t)=>b`${R(t)}`,K.noAgency,!0):b`<p class="soft">${K.nothingWaits}</p>`}
    ${i>0?b`<p class="soft">${K.moreAgencies(R(i))}</p>`:C}
    <p><a href=${vn(void 0)}>${K.reportsOfAll}</a></p></section>`}(e,t,n):C}
      ${n.readCases?function(e){return b`<section class="panel-nearest" aria-labelledby="nearest-title"><h3 id="nearest-title">${K.nearest}</h3>
    ${e.nearest.length?b`<ul class="near-list">${e.nearest.map(e=>b`<li><a href=${z(`cases`,e.tracking_code)}>
        <b class="code" dir="ltr">${e.tracking_code}</b><span class="left">${e.time_left_fa}</span>
        <span class="soft">${[e.agency_name,e.place_fa].filter(Boolean).join(` · `)}</span></a></li>`)}</ul>
      <p><a href=${cn({agency_id:e.agency,due_in_h:72})}>${K.showAll}</a></p>`:b`<p class="soft">${K.noneNear}</p>`}</section>`}(e):C}
      ${function(e,t){return b`<section class="panel-outages" aria-labelledby="now-outages-title"><h3 id="now-outages-title">${t.keepOutages?b`<a href=${z(`outages`)}>${K.outages}</a>`:K.outages}</h3>
    ${e.outages.length?b`<ul class="outage-list">${e.outages.map(e=>b`<li>
        <span class=${e.is_confirmed?`badge late`:`badge`}>${e.is_confirmed?K.confirmed:K.suspected}</span>
        <b>${e.agency_name}</b> <span class="soft">${[e.place_fa,K.since(e.since_fa),e.people?K.told(R(e.people)):``].filter(Boolean).join(` · `)}</span></li>`)}</ul>`:b`<p class="soft">${K.noOutage}</p>`}</section>`}(t,n)}
      ${function(e,t,n){return b`<section class="panel-marks" aria-labelledby="marks-title"><h3 id="marks-title">${K.marks}</h3>
    ${Sn(K.caseMarks,t.case_marks,(t,r)=>q(n,(t=>({agency_id:e.agency,moved:[`confirmed`,`partly`,`disputed`],within_h:t}))(t),r))}
    ${t.talk_marks.length?Sn(K.talkMarks,t.talk_marks,(e,t)=>b`${t}`):C}
    <p class="soft">${K.interval}${t.talk_marks.length?b` ${K.askedDays}`:C}</p></section>`}(e,t,n)}
      ${t.settled.length?function(e){return b`<section class="panel-settled" aria-labelledby="settled-title"><h3 id="settled-title">${K.settled}</h3>
    <table class="marks"><thead><tr><th scope="col">${K.window}</th><th scope="col">${K.alone}</th><th scope="col">${K.talks}</th><th scope="col">${K.handed}</th><th scope="col">${K.bad}</th></tr></thead>
      <tbody>${e.settled.map(e=>b`<tr><th scope="row">${K.windows[e.window]}</th><td>${Cn(e.alone)}</td><td>${R(e.alone.of)}</td>
        <td>${R(e.handed_over)}</td><td>${R(e.badly_rated)}</td></tr>`)}</tbody></table>
    <p class="soft">${K.settledHint}</p></section>`}(t):C}
      <section class="panel-trend" aria-labelledby="trend-title"><h3 id="trend-title">${K.trend}</h3>${function(e){let t=t=>e.reduce((e,n)=>e+n[t],0),n=Math.max(4,...e.flatMap(({filed:e,answered:t,breached:n})=>[e,t,n])),r=t=>6+t*(mn-12)/Math.max(1,e.length-1),i=e=>hn-_n-e*(hn-gn-_n)/n,a=t=>e.map((e,n)=>`${r(n).toFixed(1)},${i(e[t]).toFixed(1)}`).join(` `),[o,s]=[e[0],e.at(-1)];return b`<svg class="trend" viewBox="0 0 ${mn} ${hn}" role="img" aria-label=${K.trendIs(R(t(`filed`)),R(t(`answered`)),R(t(`breached`)))}>
      ${[0,.5,1].map(e=>x`<line class="grid" x1="0" x2=${mn} y1=${i(n*e)} y2=${i(n*e)}></line>`)}
      <text x="2" y=${i(n)-3} text-anchor="end" class="tick">${R(n)}</text>
      ${e.map((e,t)=>e.breached?x`<rect class="breached" x=${r(t)-5} width="10" y=${i(e.breached)} height=${i(0)-i(e.breached)} rx="1.5"></rect>`:x``)}
      <polyline class="answered" points=${a(`answered`)}></polyline>
      <polyline class="filed" points=${a(`filed`)}></polyline>
      <text x="2" y=${hn-5} text-anchor="end" class="tick">${o?.at_fa}</text>
      <text x=${mn-2} y=${hn-5} text-anchor="start" class="tick">${s?.at_fa}</text>
    </svg>
    <ul class="legend trend-legend">
      ${[`filed`,`answered`,`breached`].map(e=>b`<li><i class=${`key ${e}`}></i>${K.lines[e]}: <b>${R(t(e))}</b></li>`)}
    </ul>
    <details class="as-table"><summary>${K.asTable.replace(`نقشه`,`نمودار`)}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${K.trend}><table>
        <thead><tr><th scope="col">${K.day}</th>${[`filed`,`answered`,`breached`].map(e=>b`<th scope="col">${K.lines[e]}</th>`)}</tr></thead>
        <tbody>${e.map(e=>b`<tr><th scope="row">${e.at_fa}</th><td>${R(e.filed)}</td><td>${R(e.answered)}</td><td>${R(e.breached)}</td></tr>`)}</tbody>
      </table></div></details>`}(t.trend)}<p class="soft">${K.trendHint}</p></section>
    </div>`;var r,i,a,o}(e,r,n):e.notice?C:b`<p class="soft" role="status">${K.loading}</p>`}
  </main>`}(this.#p,this.#t.terms,this.#x):e===`own`?(r=this.#m,i=this.#e.session.account.login,b`<main class="upkeep own">
    <h2>${pr}</h2>
    <p class="notice" role="alert" ?hidden=${!r.notice}>${r.notice}</p>
    <p class="done" role="status" ?hidden=${!r.done}>${r.done}</p>
    ${r.sessions?function(e,t){let n=t.filter(({is_this:e})=>!e);return b`<section class="panel" aria-labelledby="sessions-title">
    <h3 id="sessions-title">${`کجا وارد شده‌اید`}</h3>
    <p class="soft">${n.length?`اگر ورودی را نمی‌شناسید، آن را پایان دهید و گذرواژه را عوض کنید.`:`جای دیگری وارد نشده‌اید.`}</p>
    <ul class="closures">${t.map(t=>{return b`<li>
      <p><b>${t.device_fa}</b> ${t.is_this?b`<span class="badge">${`همین مرورگر`}</span>`:C}</p>
      <p class="soft">${n=t.began_at_fa,`ورود: ${n}`}</p><p class="soft">${(e=>`آخرین بار: ${e}`)(t.seen_at_fa)}</p>
      ${t.is_this?C:b`<button class="small" aria-label=${((e,t)=>`پایان دادن به ورود ${e}، ${t}`)(t.device_fa,t.began_at_fa)} @click=${()=>{e.end(t.id)}}>${`پایان دادن`}</button>`}</li>`;var n})}</ul>
    ${n.length?b`<p><button @click=${()=>{e.endOthers()}}>${`خروج از همهٔ مرورگرهای دیگر`}</button></p>`:C}
  </section>`}(r,r.sessions):C}
    ${function(e,t){return b`<section class="panel" aria-labelledby="password-title">
    <h3 id="password-title">${`عوض کردن گذرواژه`}</h3>
    <p class="soft" id="password-hint">${`گذرواژهٔ تازه دست‌کم ۱۲ نویسه دارد؛ چند واژهٔ بی‌ربط پشت سر هم خوب است. با این کار از همهٔ مرورگرهای دیگر خارج می‌شوید.`}</p>
    <form class="fields" aria-labelledby="password-title" @submit=${t=>function(e,t){e.preventDefault();let n=new FormData(e.target),[r,i,a,o]=[`old`,`fresh`,`again`,`code`].map(e=>`${n.get(e)??``}`);t.change(r,i,a,V(o))}(t,e)}>
      <input hidden autocomplete="username" .value=${t} readonly>
      <label class="wide">${`گذرواژهٔ کنونی`}<input name="old" type="password" dir="ltr" required maxlength="128" autocomplete="current-password"></label>
      <label>${`گذرواژهٔ تازه`}<input name="fresh" type="password" dir="ltr" required minlength="12" maxlength="128" autocomplete="new-password"
        aria-describedby="password-hint"></label>
      <label>${`گذرواژهٔ تازه، یک بار دیگر`}<input name="again" type="password" dir="ltr" required maxlength="128" autocomplete="new-password"></label>
      <div><label>${`کد یک‌بارمصرف`}<input name="code" inputmode="numeric" dir="ltr" required maxlength="7" autocomplete="one-time-code"
        aria-describedby="own-code-hint"></label>
        <p class="soft" id="own-code-hint">${`شش رقم از برنامهٔ کدساز گوشی`}</p></div>
      <button class="main">${`عوض شود`}</button>
    </form>
  </section>`}(r,i)}
  </main>`):this.#S();var t,n,r,i,a,o,s,c,l,u}get#x(){let e=e=>this.#e.may(e),t=e(`read_cases`)&&!e(`see_queue`);return{readCases:e(`read_cases`),seeQueue:e(`see_queue`),keepOutages:e(`keep_outages`),isClerk:t}}#S(){let e=this.#e,{talk:t}=e;return b`
      <main class="room" data-open=${t?`talk`:`list`}>
        <nav class="lists" aria-label=${`فهرست گفت‌وگوها`}>${function(e){let{lists:t,canAnswer:n}=e;return b`
    ${n?function(e){let{lists:t}=e,{breakSince:n}=e.presence,{alerts:r}=t;return b`<section class="calls">
    <button id="take-next" class="main wide" ?disabled=${!t.next.length} @click=${()=>{e.takeNext()}}>${`گرفتن نفر بعدی`} <kbd aria-hidden="true">Alt+N</kbd></button>
    ${n?function(e,t){let n=e.lists.mine.length;return b`<div class="resting" role="status"><p>${(e=>`در استراحت هستید (${e}). تا برنگردید کسی گفت‌وگویی به شما نمی‌سپارد و صدایی فراخوانتان نمی‌کند.`)(St(t))} ${n?(r=R(n),`${r} گفت‌وگو هنوز در دست شماست.`):C}</p>
    <button class="small" id="back-to-work" @click=${()=>{e.rest(!1)}}>${`برگشتم`}</button></div>`;var r}(e,n):C}
    <p class="row">
      <button class="small" aria-pressed=${!r.isMuted} title=${r.isMuted?`صدای فراخوان خاموش است`:`صدای فراخوان روشن است`}
        @click=${()=>r.mute(!r.isMuted)}>${`صدا`}</button>
      ${r.notifying==="default"?b`<button class="small" title=${`وقتی این برگه جلوی چشمتان نیست، مرورگر خبر می‌دهد.`} @click=${()=>{r.askToNotify()}}>${`اعلان مرورگر`}</button>`:C}
      ${n?C:b`<button class="small" id="rest" @click=${()=>{e.rest(!0)}}>${`استراحت`}</button>`}
    </p>
    ${r.notifying===`denied`?b`<p class="soft">${`مرورگر اجازهٔ اعلان نداده است. آن را در تنظیمات مرورگر برای این نشانی روشن کنید.`}</p>`:C}
  </section>`}(e):C}
    ${n?Jr(e,`در دست من`,t.mine,`گفت‌وگویی در دست ندارید.`):C}
    ${function(e){let{lists:t}=e,{shown:n,waiting:r,waitingCount:i,page:a}=t,[o,s]=[r.length-n.length,i-r.length];return b`<section aria-labelledby="waiting-title">
    <h2 id="waiting-title">${`در صف`} <span class="count">${R(i)}</span></h2>
    ${r.length>5||t.isNarrowed?function({lists:e}){let{waiting:t,wish:n}=e;return b`<div class="wish" role="search" aria-label=${`جست‌وجو در صف`}>
    <label class="unseen" for="queue-words">${Fr}</label>
    <input id="queue-words" type="search" maxlength="64" autocomplete="off" placeholder=${Fr} .value=${n.words}
      @input=${t=>e.want({words:t.target.value})}>
    ${qr(`از راه`,`channel`,[[``,`همه`],...Kr(t,`channel`,`channel_fa`)],n,t=>e.want({channel:t}))}
    ${qr(`حال شهروند`,`mood`,[[``,`همه`],...Kr(t,`mood`,`mood_fa`)],n,t=>e.want({mood:t}))}
    ${qr(`چینش`,`sort`,Object.entries(Ir),n,t=>e.want({sort:t}))}
  </div>`}(e):C}
    ${n.length?b`<ul class="entries" @keydown=${Xr}>${Pr(n.slice(0,a),({conversation_id:e})=>e,t=>Yr(e,t))}</ul>`:b`<p class="soft">${r.length?`کسی در صف با این ویژگی‌ها نیست.`:`کسی در صف نیست.`}</p>`}
    ${n.length>a?b`<button class="wide" @click=${()=>t.showMore()}>${c=R(Math.min(n.length-a,a)),`${c} نفر بعدی`}</button>`:C}
    ${o>0?b`<p class="soft" role="status">${(e=>`${e} نفر دیگر با این جست‌وجو و پالایه دیده نمی‌شوند.`)(R(o))}
          <button class="quiet small" @click=${()=>t.want({words:``,channel:``,mood:``})}>${`نمایش همه`}</button></p>`:C}
    ${s>0?b`<p class="soft">${(e=>`${e} نفر دیگر هم در صف‌اند و با پیش رفتن صف دیده می‌شوند.`)(R(s))}</p>`:C}
  </section>`;var c}(e)}
    ${t.others.length?Jr(e,`در دست دیگران`,t.others,``):C}
    ${function(e){let{lists:t}=e;return b`<details class="closed" @toggle=${e=>e.target.open&&void t.readClosed()}>
    <summary>${`پایان‌یافته‌ها`}</summary>
    <p class="soft">${e.may(`read_all_conversations`)?`گفت‌وگوهای یک هفتهٔ گذشته که کارشناسان پایان داده‌اند.`:`گفت‌وگوهای یک هفتهٔ گذشته که شما پایان داده‌اید، تا همان پایان.`}</p>
    ${t.closed?function(e,t){return t.length?b`<ul class="entries">${t.map(t=>{return b`<li>
    <button class="entry" aria-current=${e.talk?.conversation_id===t.conversation_id?`true`:`false`}
      @click=${()=>e.open(t.conversation_id)}>
      <span class="preview">${t.preview||`…`}</span>
      <span class="facts"><span>${n=t.closed_at_fa,r=t.reason_fa,`${n} · ${r}`}</span><span>${t.channel_fa}</span>
        ${e.may(`read_all_conversations`)?b`<span>${t.operator}</span>`:C}</span>
    </button></li>`;var n,r})}</ul>`:b`<p class="soft" role="status">${`در یک هفتهٔ گذشته گفت‌وگویی پایان نیافته است.`}</p>`}(e,t.closed):C}
  </details>`}(e)}
    ${t.load?function(e){return b`<section class="load">
    <h2>${`وضعیت میز`}</h2>
    <dl>${[[`در صف`,R(e.waiting)],[`بیشترین انتظار`,Zr(e.longest_wait_s)],[`میانهٔ انتظار`,Zr(e.median_wait_s)],[`میانهٔ رسیدگی`,Zr(e.median_handling_s)]].map(([e,t])=>t?b`<div><dt>${e}</dt><dd>${t}</dd></div>`:C)}</dl>
    ${e.alarms.length?b`<div role="group" aria-label=${`هشدارها`}>${e.alarms.map(e=>{return b`<p class="badge late alarm">${t=e.name,n=R(e.looks),r=e.at_fa,`${t} در یک ساعت ${n} بار اطلاعات شخصی دیده است (${r}).`}
          ${e.is_stopped?`جلوی دیدن بیشتر در آن ساعت گرفته شد.`:C}</p>`;var t,n,r})}</div>`:C}
    ${e.operators.map(({name:e,conversations:t})=>b`<p class="soft">${((e,t)=>`${e}: ${t} گفت‌وگو`)(e,R(t))}</p>`)}
  </section>`}(t.load):C}
  `}(e)}<p class="soft keys">${`کلیدهای میان‌بر: ؟`}</p></nav>
        <section class="talk">
          ${t?function(e,t,n,r){return b`
    <header class="talk-head">
      <button class="back" @click=${()=>e.leave()}>${`بازگشت به فهرست`}</button>
      <p class="owner ${t.owner}">
        ${t.owner_name&&!t.is_mine?`${nt[t.owner]}: ${t.owner_name}`:nt[t.owner]}
        <span class="soft">${function({owner:e,queued_at_fa:t,owned_since_fa:n}){let r=e===`queue`?t:n;return r?`از ${r}`:``}(t)} · ${t.channel_fa}</span>
      </p>
      <div class="actions">${function(e,t,n){return e.canAnswer?t.owner===`queue`?b`${xa(e)}<button class="main" @click=${()=>e.take(t.conversation_id)}>${`گرفتن گفت‌وگو`}</button>`:t.is_mine?b`
    ${xa(e)}
    <button @click=${()=>e.release()}>${`بازگرداندن به صف`}</button>
    <button aria-expanded=${e.sheet===`transfer`} @click=${()=>Sa(e,`transfer`)}>${`سپردن به همکار`}</button>
    ${e.may(`file_cases`)?b`<button id="do-file" aria-expanded=${e.sheet===`case`} @click=${()=>ha(e,n)}>${`ثبت پرونده`}</button>`:C}
    <button aria-expanded=${e.sheet===`close`} @click=${()=>Ca(e)}>${`پایان گفت‌وگو`}</button>
  `:xa(e):C}(e,t,n)}</div>
    </header>
    ${t.is_past?b`<p class="soft">${`این گفت‌وگو را شما پایان داده‌اید؛ آنچه پس از آن به دستیار گفته شده این‌جا نیست.`}</p>`:C}
    ${e.sheet===`none`?C:function(e,t,n,r){return e.sheet===`case`?function(e,t,n){return b`<form class="case-sheet filing" novalidate aria-labelledby="filing-title" @submit=${e=>{(async function(e,t,n){if(e.preventDefault(),await n.file(t))return L(`#reply`);await L(va[n.faults.first??``]??`#filing-title`)})(e,t,n)}}
      @keydown=${Dt}>
    <h2 id="filing-title" tabindex="-1">${`ثبت پرونده برای این شهروند`}</h2>
    <p class="notice" role="alert" ?hidden=${!n.notice}>${n.notice}</p>
    ${n.of(t)?function(e,t,n){let{form:r,drafted:i,hasAsked:a}=n.of(t),o=n.terms(),s=e=>(e??[]).map(({id:e,title:t})=>[e,t]),c=(e,r,i,a)=>function(e,t,n,r,i,a){let o=t.of(e).form[n];return b`<label>${r}<select id="filing-${n}" @change=${r=>t.set(e,n,r.target.value)}>
    ${a===void 0?C:b`<option value="" .selected=${!o}>${a}</option>`}${J(i,o)}</select></label>`}(t,n,e,r,i,a);return b`
    <p class="soft">${`از گفت‌وگو پر شده است؛ بخوانید و درست کنید. کد رهگیری و رمز فقط به خود شهروند گفته می‌شود.`}</p>
    ${i.is_understood?C:b`<p class="soft">${`فهم خودکار اکنون در دسترس نیست؛ فقط نام‌ها پیدا شد. بقیه را خودتان پر کنید.`}</p>`}
    <label>${`شرح، به زبان شهروند`}<textarea id="filing-description" rows="4" maxlength="2000" dir="auto" .value=${r.description}
      aria-invalid=${!!n.faults.of(`description`)} aria-describedby=${W(n.faults,`description`)}
      @input=${e=>n.set(t,`description`,e.target.value)}></textarea></label>
    ${U(n.faults,`description`)}
    <div class="fields">
      ${c(`kind`,`نوع`,s(o?.kinds))}
      ${c(`agency_id`,`دستگاه`,s(o?.agencies),`معلوم نیست؛ میز ۱۲۸ پیدا می‌کند`)}
      ${r.kind===`praise`?C:c(`indicator`,`شاخص`,s(o?.indicators),`هیچ‌کدام`)}
      ${c(`province`,`استان`,(o?.provinces??[]).map(({name:e})=>[e,e]),`گفته نشده است`)}
      ${_a(t,n,`city`,`شهر`,64)}
      ${c(`identity`,`نام شهروند نزد چه کسی بماند؟`,s(o?.identities))}
      ${r.identity===`anonymous`?C:b`${_a(t,n,`name`,`نام شهروند`,100)} ${_a(t,n,`mobile`,`شماره همراه`,20)}`}
    </div>
    ${U(n.faults,`contact`)} ${U(n.faults,`identity`)} ${U(n.faults,`city`)}
    ${function(e,t){let{form:n,drafted:r}=t.of(e),{cases:i,outages:a}=r.similar??{cases:[],outages:[]};return!i.length&&!a.length?C:b`<fieldset class="similar"><legend>${`دیگران هم گفته‌اند؛ بپرسید می‌خواهد همان را پیگیری کند؟`}</legend>
    ${[...a.map(e=>[e.offer,Y.outageIs(e.agency_name,e.since_fa,e.expected_end_fa??Y.endUnknown,e.source)]),...i.map(e=>[e.offer,Y.caseIs(e.indicator_fa,R(e.people),e.since_fa,e.status_fa)]),[``,Y.alone]].map(([r,i])=>b`<label class="check"><input type="radio" name="talk-follow" .checked=${n.follow===r}
      @change=${()=>t.set(e,`follow`,r)}>${i}</label>`)}</fieldset>`}(t,n)}
    <p><button type="button" id="ask-leave" ?disabled=${r.description.trim().length<3} @click=${()=>ga(e,n)}>${`خلاصه را بفرست و اجازه بخواه`} <kbd aria-hidden="true">Alt+A</kbd></button>
      ${a?b`<span class="soft" role="status">${`خلاصه فرستاده شد. پس از پاسخ شهروند، پیامش را برگزینید.`}</span>`:C}</p>
    <label>${`شهروند با کدام پیام پذیرفت؟`}<select id="filing-consent" aria-invalid=${!!n.faults.of(`consent_turn_id`)}
      aria-describedby=${W(n.faults,`consent_turn_id`)} @change=${e=>n.set(t,`consent`,e.target.value)}>
      <option value="">${`هنوز نپذیرفته است`}</option>
      ${n.offered(t).map(([e,t])=>b`<option value=${e} .selected=${e===r.consent}>${t}</option>`)}</select></label>
    ${U(n.faults,`consent_turn_id`)}
  `}(e,t,n):b`<p class="soft" role="status">${n.notice?C:`در حال خواندن گفت‌وگو…`}</p>`}
    <div class="buttons">
      <button class="main" ?disabled=${n.isFiling||!n.of(t)}>${n.isFiling?`در حال ثبت…`:`ثبت پرونده`}</button>
      <button type="button" class="quiet" @click=${()=>e.showSheet(`none`)}>${A}</button>
    </div>
  </form>`}(e,t,n):e.sheet===`redact`?function(e){return b`<form class="case-sheet" aria-label=${it} @submit=${t=>async function(e,t){e.preventDefault();let n=new FormData(e.target),[r,i]=[`words`,`reason`].map(e=>`${n.get(e)??``}`.trim());await t.redact(r,i)&&document.getElementById(`log`)?.focus()}(t,e)}
      @keydown=${Dt}>
    <h3>${it}</h3>
    <p class="soft" id="redact-hint">${`این واژه‌ها از گفت‌وگو، یادداشت‌ها و پرونده‌های آن برای همیشه پاک می‌شود و به جایشان «[حذف]» می‌آید. پیش از باز کردن این برگه می‌توانید واژه‌ها را در متن نشان کنید.`}</p>
    <label>${`واژه‌هایی که باید حذف شود، همان‌طور که نوشته شده است`}<input id="redact-words" name="words" required minlength="2" maxlength=${200} autocomplete="off"
      dir="auto" aria-describedby="redact-hint" .value=${e.marked}></label>
    <label>${`دلیل (خود واژه‌ها را در آن نیاورید)`}<textarea id="redact-reason" name="reason" rows="2" required minlength="3" maxlength="2000"></textarea></label>
    <div class="buttons">
      <button class="main">${`برای همیشه حذف شود`}</button>
      <button type="button" class="quiet" @click=${()=>e.showSheet(`none`)}>${A}</button>
    </div>
  </form>`}(e):e.sheet===`transfer`?function(e,t){let n=t?.filter(({presence:e})=>e===`here`)??[],r=t?.filter(({presence:e})=>e!==`here`)??[];return b`<div class="sheet" role="group" aria-label=${et}>
    <p>${t?n.length?et:`اکنون همکار دیگری پای میز نیست. می‌توانید گفت‌وگو را به صف برگردانید.`:`کمی صبر کنید`}</p>
    ${n.map(t=>function(e,{id:t,name:n,role_fa:r,conversations:i}){return b`<button @click=${()=>e.transfer(t)}>
    ${n} (${r}) <span class="soft">${i?(a=R(i),`${a} گفت‌وگو در دست`):`بدون گفت‌وگو`}</span>
  </button>`;var a}(e,t))}
    <button class="quiet" @click=${()=>e.showSheet(`none`)}>${A}</button>
    ${r.length?b`<p class="soft elsewhere">${`پای میز نیستند`}: ${r.map(ya).join(`، `)}</p>`:C}
  </div>`}(e,e.presence.colleagues):b`<div class="sheet" role="group" aria-label=${$e} @keydown=${t=>function(e,t,n){let r=n[Number(V(e.key))-1];!r||e.altKey||e.ctrlKey||(e.preventDefault(),wa(t,r[0]))}(t,e,r)}>
    <p>${$e}</p>
    ${r.map(([t,n],r)=>b`<button class="reason" @click=${()=>{wa(e,t)}}>${n} <kbd aria-hidden="true">${r+1}</kbd></button>`)}
    <button class="quiet" @click=${()=>e.showSheet(`none`)}>${A}</button>
  </div>`}(e,t,n,r)}
    <div class="log" id="log" role="log" tabindex="0" aria-label=${`پیام‌های گفت‌وگو`}>
      ${t.events.map(t=>function(e,t){let{role:n,reply:r,owner:i,turn_id:a}=t.data;if(i)return b`<p class="moved">${rt[i]} · ${t.at_fa}</p>`;if(!n||!r)return C;let o=a?e.revealed.get(a):void 0,s=t.is_hidden&&o===void 0&&a&&e.may(`reveal_personal_data`),c=o===void 0?function(e){let t=e.services??(e.service?[e.service]:[]);return b`
    ${e.text?b`<p dir="auto">${e.text}</p>`:C}
    ${t.map(e=>b`<p class="card"><b>${e.title}</b><span class="soft">${e.agency.name}</span></p>`)}
    ${e.tracking_code?b`<p>${n=e.tracking_code,r=e.status_fa??``,`پروندهٔ ${n}: ${r}`}</p>`:C}
    ${e.kind===`line`?b`<p>${e.title}: ${e.reason}</p>`:C}
    ${e.options?.length?b`<p class="soft">${`گزینه‌ها`}: ${e.options.map(({title:e})=>e).join(`، `)}</p>`:C}
  `;var n,r}(r):b`<p dir="auto">${o}</p>`;return b`<article class="said ${n===`notice`?`system`:n}">
    <p class="who">${tt[n]} · <time>${t.at_fa}</time></p>
    ${c}
    ${s?b`<button class="reveal" @click=${()=>e.reveal(a)}>${`نمایش اطلاعات شخصی`}</button>`:C}
    ${o===void 0?C:b`<p class="soft">${`این نمایش ثبت شد.`}</p>`}
  </article>`}(e,t))}
    </div>
    ${t.is_mine?(i=e.typing.isShown(t.conversation_id),b`<p class="typing soft" aria-live="off">${i?`شهروند در حال نوشتن است…`:C}</p>`):C}
  `;var i}(e,t,this.#n,this.#v):function(e){let t=e.lists.next.length,n=t?(e=>`${e} نفر در صف‌اند. برای گرفتن نفر بعدی Enter بزنید.`)(R(t)):`کسی در صف نیست.`;return b`<p class="empty" tabindex="-1" role="status">${e.hasEnded?b`${`گفت‌وگو پایان یافت.`}<br>${n}`:`گفت‌وگویی را از فهرست باز کنید.`}</p>`}(e)}
          ${t?.is_mine?function(e,t){let n=e.drafts.get(t.conversation_id)??``,r=e.slash.wanted(n),i=r===void 0?[]:e.slash.found(e.ready.answers,r),a=r=>{la(e,t,e.slash.without(n),r.text)},o=i.length?Wi(e.slash.at):void 0;return b`
    ${e.cards.previewed?function(e,t){return b`<section class="case-sheet preview-card" aria-labelledby="preview-title">
    <h2 id="preview-title">${`شهروند چنین کارتی می‌بیند`}</h2>
    <p><b>${t.title}</b> <span class="soft">${t.agency.name}</span></p>
    <p>${t.summary}</p>
    <dl>
      ${sa(`هزینه`,t.fee)} ${sa(`زمان`,t.processing_time)}
      ${ca(`مدارک`,t.documents)} ${ca(`مراحل`,t.steps)}
    </dl>
    <div class="buttons">
      <button class="main" id="send-card" @click=${()=>{e.sendCard(t)}}>${`فرستادن کارت`}</button>
      <button class="quiet" @click=${()=>e.cards.preview(void 0)}>${A}</button>
    </div>
  </section>`}(e,e.cards.previewed):C}
    ${e.suggestions.shown?function(e,t,{services:n,answers:r}){return n.length||r.length?b`<section class="suggested" aria-label=${at}>
    <h2>${at}</h2>
    <ul class="chips">
      ${r.map(({title:n,text:r})=>b`<li><button @click=${()=>{ua(e,t,r)}}>${n}</button></li>`)}
      ${n.map(t=>{return b`<li><button aria-label=${n=t.title,`دیدن و فرستادن کارت «${n}»`} @click=${()=>fa(e,t)}>
          ${(e=>`کارت «${e}»`)(t.title)}</button></li>`;var n})}
    </ul>
  </section>`:C}(e,n,e.suggestions.shown):C}
    ${r===void 0?C:function(e,t,n,r){return e.length?b`<ul class="slash" id=${Bi} role="listbox" aria-label=${Z.title}>${e.map((e,i)=>b`
    <li role="option" id=${Wi(i)} aria-selected=${i===t} @mousedown=${t=>(t.preventDefault(),r(e))}>
      <b>${e.title}</b> ${e.is_shared?C:b`<span class="soft">${Z.own}</span>`}
      <span class="soft words-of">${ni(e.text,n)}</span></li>`)}</ul>`:b`<p class="slash soft" role="status">${Z.noneFound}</p>`}(i,e.slash.at,e.ready.placeholders,a)}
    <form class="composer" @submit=${t=>(t.preventDefault(),da(e,n))}>
      <label class="unseen" for="reply">${`پاسخ به شهروند`}</label>
      <textarea id="reply" rows="3" maxlength="2000" dir=${n?`auto`:`rtl`} placeholder=${`پاسخ خود را بنویسید. Enter می‌فرستد، Shift+Enter خط تازه، / پاسخ آماده.`} .value=${n}
        aria-autocomplete="list" aria-controls=${i.length?Ui:C} aria-activedescendant=${o??C}
        @input=${t=>e.draft(t.target.value)}
        @keydown=${t=>r===void 0?function(t){t.key!==`Enter`||t.shiftKey||t.isComposing||(t.preventDefault(),da(e,n))}(t):function(e,t,n,r,i){let a={ArrowDown:1,ArrowUp:-1}[e.key],o=r[t.slash.at];if(!e.isComposing){if(a)t.slash.move(a,r.length);else if(e.key===`Escape`)t.slash.leave(n);else{if(e.key!==`Enter`||e.shiftKey)return;o&&i(o)}e.preventDefault(),e.stopPropagation(),t.changed()}}(t,e,n,i,a)}></textarea>
      <button class="main" ?disabled=${!n.trim()}>${`فرستادن`}</button>
    </form>
    <div class="tools">
      <details class="tool"><summary>${`پاسخ‌های آماده`}</summary>
        <ul class="chips">
          ${e.ready.answers.map(({title:r,text:i})=>b`<li><button @click=${()=>{la(e,t,n,i)}}>${r}</button></li>`)}
        </ul>
        <p><a href=${z(`ready`)}>${Z.keep}</a></p>
      </details>
      <details class="tool" id="search-tool"><summary>${`جست‌وجوی خدمت`}</summary>
        <form role="search" @submit=${t=>function(e,t){t.search(pa(e))}(t,e)}>
          <label class="unseen" for="search">${ot}</label>
          <input id="search" name="words" type="search" maxlength="300" placeholder=${ot}>
          <button>${`جست‌وجو`}</button>
        </form>
        ${e.cards.found?function(e,t){return t.length?b`<ul class="entries">
    ${t.map(t=>b`<li><button class="entry" @click=${()=>fa(e,t)}><b>${t.title}</b><span class="soft">${t.agency.name}</span></button></li>`)}
  </ul>`:b`<p class="soft" role="status">${`خدمتی پیدا نشد.`}</p>`}(e,e.cards.found):C}
      </details>
      <details class="tool"><summary>${st}</summary>
        <form @submit=${t=>{(async function(e,t){let n=e.target;await t.note(pa(e))&&n.reset()})(t,e)}}>
          <label class="unseen" for="note">${st}</label>
          <input id="note" name="words" maxlength="2000" autocomplete="off">
          <button>${`ثبت یادداشت`}</button>
        </form>
      </details>
    </div>
  `}(e,t):C}
        </section>
        ${t?b`<section class="pack" aria-label=${ct}>${function({pack:e,notes:t,earlier:n}){return b`
    <h2 id="pack-title" tabindex="-1">${ct}</h2>
    <p class="mood ${e.mood}">${`حال شهروند`}: <b>${e.mood_fa}</b></p>
    ${ma(`نخستین پرسش`,e.first_words)}
    ${e.last_words===e.first_words?C:ma(`آخرین پیام`,e.last_words)}
    ${function({about:e}){let t=Object.entries(e);return t.length?b`<section><h3>${`موضوع`}</h3>
    <dl>${t.map(([e,t])=>b`<div><dt>${e}</dt><dd>${t}</dd></div>`)}</dl>
  </section>`:C}(e)} ${function({tried:e,failed_turns:t}){return e.length?b`<section>
    <h3>${`آنچه دستیار کرده است`} ${t?b`<span class="badge">${n=R(t),`${n} بار بی‌نتیجه`}</span>`:C}</h3>
    <ol>
      ${e.map(({asked:e,shown:t,has_failed:n})=>b`<li dir="auto">${e}
          <span class="soft">${t.length?t.join(`، `):n?`بی‌نتیجه`:``}</span></li>`)}
    </ol>
  </section>`:C;var n}(e)} ${function({cases:e}){return e.length?b`<section><h3>${`پرونده‌ها`}</h3>
    ${e.map(e=>{return b`<p><b dir="ltr">${e.tracking_code}</b> ${e.agency_name}
        <span class="soft">${e.status_fa} · ${t=e.due_at_fa,`مهلت: ${t}`}</span></p>`;var t})}
  </section>`:C}(e)} ${function(e){return e.length?b`<section><h3>${`گفت‌وگوهای پیشین همین شهروند`}</h3>
    ${e.map(({ended_at_fa:e,operator:t,reason_fa:n,preview:r})=>{return b`<p dir="auto">${r||`…`}
        <span class="soft">${i=e,a=t??``,o=n??``,[i,a,o].filter(Boolean).join(` · `)}</span></p>`;var i,a,o})}
  </section>`:C}(n)}
    ${t.length?b`<section><h3>${`یادداشت‌ها`}</h3>
          ${t.map(({author:e,text:t,at_fa:n})=>b`<p>${t}<span class="soft">${e} · ${n}</span></p>`)}
        </section>`:C}
  `}(t)}</section>`:C}
      </main>
    `}async#C(){this.#_=function(e,t,n){let[r=``,i]=e.replace(/^#/,``).split(`?`),[a,o=``]=r.split(`/`),s=[...t,`own`].find(e=>e===a);if(!s)return{tab:n,code:void 0,isRefused:Ot.some(([e])=>e===a)};let c=jt.includes(s)&&i?new URLSearchParams(i):void 0;return{tab:s,code:At[s]?.test(o)?o:void 0,query:c}}(location.hash,this.#h,this.#g),this.requestUpdate();let{tab:e,code:t,query:n}=this.#_;if(e!==`situation`&&this.#p.leave(),e===`talks`)return this.#e.may(`file_cases`)?this.#t.offer():void 0;if(e===`situation`)return void await Promise.all([this.#t.offer(),this.#p.arrive(t)]);if(e===`phone`)return this.#t.offer();if(e===`themes`)return await this.#o.arrive(t),t?L(`#theme-title`):void 0;if(e===`periods`)return await this.#s.arrive(t,n?.get(`agency_id`)??void 0),t&&!n?L(`#period-title`):void 0;if(e===`calls`)return this.#c.arrive();if(e===`record`)return this.#l.arrive();if(e===`own`)return this.#m.arrive(t===`changed`);if(e===`ready`)return this.#d.arrive();if(e===`keys`)return void await Promise.all([this.#t.offer(),this.#f.arrive()]);if(e===`accounts`)return await Promise.all([this.#t.offer(),this.#u.arrive(t)]),t?L(`#account-title, #new-title`):void 0;if(e===`outages`)return void await Promise.all([this.#t.offer(),this.#a.read()]);if(e===`upkeep`)return await Promise.all([this.#t.offer(),this.#i.read()]),this.#i.offer(this.#t.terms);let r=n?Promise.all([this.#t.offer(),this.#t.ask(n)]):this.#t.arrive();await Promise.all([r,this.#t.open(t)]),t&&await L(`#case-title`)}updated(e){let t=this.querySelector(`#log`);if(t){this.#y.observe(t);for(let e of t.children)this.#y.observe(e)}}#w(){let e=this.querySelector(`#log`);e&&(e.scrollTop=e.scrollHeight)}#T(e){if(this.#e.presence.touch(),e.key===`Escape`)return this.#D();let t=e.target.matches?.(`input, textarea, select`);if(e.key!==`?`&&e.key!==`؟`||t){if(!e.altKey||document.getElementById(di)?.open||!this.#E(e.code))return}else fi();e.preventDefault()}#E(e){let t=this.#h[Number(e.replace(`Digit`,``))-1];return e.startsWith(`Digit`)&&t?(location.hash=z(t),!0):this.#_.tab===`cases`?function(e,t){let n=Vt[t];if(t===`KeyS`)document.getElementById(`case-search`)?.focus();else if(t===`KeyN`)e.next&&(r=e.next,location.hash=z(`cases`,r));else{if(!n)return!1;Tt(e,n)}var r;return!0}(this.#t,e):this.#_.tab===`phone`?function(e,t){if(t===`KeyS`)document.getElementById(`heard`)?.focus();else if(t===`KeyR`)e.read();else{if(t!==`KeyN`||!e.receipt)return!1;(function(e){e.next(),L(`#heard`)})(e)}return!0}(this.#r,e):this.#_.tab===`themes`?function(e){return e===`KeyR`&&(L(`.themes [name=title]`),!0)}(e):this.#_.tab===`talks`&&function(e,t,n){let r=e.talk?.is_mine??!1;if(n===`KeyN`)e.takeNext().then(()=>L(`#reply`));else if(n===`KeyR`)L(`#reply`);else if(n===`KeyI`)L(`#pack-title`);else if(n===`KeyQ`)L(`#queue-words`);else if(n===`KeyB`&&e.canAnswer)e.rest(!e.presence.breakSince);else if(n===`KeyC`&&r)Ca(e);else if(n===`KeyP`&&r&&e.may(`file_cases`))ha(e,t);else if(n===`KeyA`&&r&&e.sheet===`case`)ga(e,t);else if(n===`KeyS`)document.getElementById(`search-tool`)?.setAttribute(`open`,``),L(`#search`);else{if(n!==`KeyX`)return!1;ba(e)}return!0}(this.#e,this.#n,e)}#D(){this.#_.tab===`accounts`&&this.#u.once||(this.#_.tab===`talks`&&this.#e.cards.previewed?this.#e.cards.preview(void 0):this.#_.tab===`talks`&&this.#e.sheet!==`none`?this.#e.showSheet(`none`):Ta.includes(this.#_.tab)&&this.#_.code?location.hash=z(this.#_.tab):this.#_.tab===`cases`&&this.#t.asked?this.#t.askFor(void 0):this.#_.tab===`cases`&&this.#t.sheet&&this.#t.show(void 0))}}),customElements.define(`desk-sign-in`,class extends Ea{async step(e){await this.api.signIn(`${e.get(`login`)}`,`${e.get(`password`)}`,`${e.get(`code`)}`),location.assign(`/desk${location.hash}`)}render(){return b`<form @submit=${this.submit}>
      ${this.trouble}
      <label>${lt}<input name="login" autocomplete="username" dir="ltr" required maxlength="64" autofocus></label>
      <label>${ut}<input name="password" type="password" autocomplete="current-password" dir="ltr" required
        maxlength="128"></label>
      ${Da()}
      <button class="main">${`ورود`}</button>
    </form>`}}),customElements.define(`desk-enrol`,class extends Ea{#e=location.hash.slice(1);#t;#n=!1;connectedCallback(){super.connectedCallback(),this.#e?this.attempt(async()=>{this.#t=await this.api.beginEnrolment(this.#e)}):this.problem=`نشانی کامل نیست. پیوندی را که گرفته‌اید دوباره باز کنید.`}async step(e){await this.api.enrol(this.#e,`${e.get(`password`)}`,`${e.get(`code`)}`),this.#n=!0,history.replaceState(null,``,location.pathname)}render(){if(this.#n)return b`<p role="status">${`حساب آماده است.`}</p><p><a href="/desk/sign-in">${`رفتن به صفحهٔ ورود`}</a></p>`;let e=this.#t;return e?b`<form @submit=${this.submit}>
      <p>${t=e.name,`سلام ${t}. این حساب برای شما ساخته شده است.`}</p>
      <p>${`این کلید را در برنامهٔ کدساز گوشی (مانند Aegis یا Google Authenticator) وارد کنید:`}</p>
      <p class="secret" dir="ltr">${e.totp_secret.match(/.{1,4}/g)?.join(` `)}</p>
      <p><a href=${e.totp_uri}>${`باز کردن در برنامهٔ کدساز`}</a></p>
      <p>${`گذرواژه‌ای با دست‌کم ۱۲ نویسه بسازید و کدی را که برنامه نشان می‌دهد بنویسید.`}</p>
      ${this.problem?this.trouble:C}
      <label>${lt}<input name="login" .value=${e.login} autocomplete="username" dir="ltr" readonly></label>
      <label>${ut}<input name="password" type="password" autocomplete="new-password" dir="ltr" required
        minlength="12" maxlength="128"></label>
      ${Da()}
      <button class="main">${`ساختن حساب`}</button>
    </form>`:this.trouble;var t}});